#ifndef SOURCE_HTML_H
#define SOURCE_HTML_H

#include "../document/document.h"

/* A cell of a table as it is written in HTML. */
struct html_cell {
	struct span text;		/* without tags around it */
	unsigned row;			/* counted from 0 */
	unsigned right, down;		/* columns and rows that it takes up */
	bool head;			/* <th> */
};

struct html_table {
	VEC(struct html_cell) cells;
	unsigned rows;
	struct span caption;
};

/*
 * The cells of a <table> that is all of LINES, which follow each other in
 * their file.  False when text stands outside of cells or one table is in
 * another: then no table of a document can show it.
 */
bool	 html_read_table(struct arena *, struct spans lines,
	    struct html_table *);

#endif

#ifndef SOURCE_TABLE_H
#define SOURCE_TABLE_H

#include "source.h"

/*
 * Tables: pipe tables and CSV → struct table.  The settings come from lines in
 * braces above the table:
 *
 *	{表格: 横向 表头=2 列宽=1,3,2 空行=6 行高=2 字号=五号 控件=否}
 *	{表格: 文件=名单.csv 编码=GBK}	a table by itself
 *	{表格: 文件=名单.xlsx 表=Sheet1}
 *	{表题: 表1　任务分解}	{单位: 万元}
 */

struct table_settings {
	bool given;			/* there was a {表格: …} line */
	struct pos pos;
	struct span file, encoding;	/* 文件=, 编码= */
	struct span sheet;		/* 表= */
	int header_rows;		/* 表头=; -1: not said */
	unsigned blank_rows;		/* 空行= */
	unsigned row_height, font_size;
	VEC(unsigned) widths;		/* 列宽= */
	bool landscape, full_width, fill_page;
	int controls;			/* 控件=; -1: not said */
	struct text caption, unit;
};

#define TABLE_SETTINGS_INIT	{ .header_rows = -1, .controls = -1 }

/*
 * Read one line in braces (LINE is what stands between them).  True when it
 * was settings, false when it is a fill-in line of a form.
 */
bool	 table_setting(struct arena *, struct span line,
	    struct table_settings *, struct findings *);

/* Would it be settings? */
bool	 table_is_setting(struct arena *, struct str line);

/* Does the line hold a | that parts cells (not \| and not in {{ }})? */
bool	 table_has_bar(struct str line);
/* Is it a delimiter row, |---|:-:|? */
bool	 table_is_rule(struct str line);

/*
 * A table from the lines of a pipe table.  NULL, with a finding, when it is
 * beyond the bounds: the caller keeps the lines as text.
 */
struct table *table_read(struct arena *, struct spans lines,
	    const struct table_settings *, struct findings *);

/* A table from comma- (or tab-, or semicolon-) separated text. */
struct table *table_read_csv(struct arena *, struct span text,
	    const struct table_settings *, struct findings *);

/*
 * A table from a sheet of the workbook PATH, its merges kept, numbers and dates
 * as they are shown: the one that the settings name, else the first.  A first
 * row that is one cell over all columns is the caption.  NULL with a finding.
 */
struct table *table_read_workbook(struct arena *, struct str path,
	    const struct table_settings *, struct findings *);
/* All sheets that anything stands in; with their names, if several. */
struct table **table_read_workbooks(struct arena *, struct str path,
	    size_t *n, struct findings *);

#endif

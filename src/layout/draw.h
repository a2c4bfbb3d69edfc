#pragma once

#include "items.h"
#include "lay.h"

/* A paragraph as it is measured, and where the line drawn last began. */
struct drawn_para {
	const struct para *para;
	struct measured_piece *v;	/* of it */
	size_t n;
	size_t at, passed;	/* a piece, and the bytes before it */
};

#define DRAWN_PARAS	64

/*
 * Inside items.c: what all that draws begins with (draw.c), the lines of a
 * paragraph → items (line.c), and what a grid draws (grid.c).
 */
struct draw {
	struct arena *arena;
	struct items *items;
	const struct profile *profile;
	struct findings *findings;
	struct buf scratch;
	struct item_page *page;		/* being drawn on */
	/* The type area of its page */
	int left, top, width, height;
	int inset, down;		/* where its cells and lines begin */
	/* By address: a long one comes page by page, cells beside it */
	struct drawn_para drawn[DRAWN_PARAS];
	VEC(struct measured_char) chars;	/* of the line being drawn */
};

/* A new block; its number. */
unsigned draw_block(struct draw *, enum item_role, unsigned parent,
	    struct str name);
struct item *draw_item(struct draw *, enum item_kind, unsigned block);
/* A rule, THICK eighths of a point, the middle of which is given. */
void	 draw_across(struct draw *, int x, int y, int width, int thick,
	    bool red);
void	 draw_down(struct draw *, int x, int y, int height, int thick,
	    bool red);

/* What its style calls a paragraph: 标题, 发文字号 … */
struct str draw_name(const struct draw *, const struct para *);
/* Its text, on one line. */
struct str draw_para_text(struct arena *, const struct para *);

/* Lines FROM..TO of a paragraph that has WIDTH, the first at Y, from X on. */
void	 draw_lines(struct draw *, const struct para *, size_t from,
	    size_t to, int x, int y, int width, unsigned block);
/* A page number, on a line of its own; TURNED: the line runs downwards. */
struct number_line {
	struct str text;
	int from, room, inset;	/* along it; inset: on both sides */
	int across;		/* where its base line is */
	enum number_place place;
	bool turned;
};
void	 draw_number_line(struct draw *, const struct number_line *);

/* The rows that P places, and those of the same grid after it on its page. */
struct grid_blocks;
struct grid_blocks *draw_grid_blocks(struct draw *, const struct grid *,
	    unsigned parent);
void	 draw_grid(struct draw *, const struct grid *,
	    const struct placed *, size_t n, struct grid_blocks *);

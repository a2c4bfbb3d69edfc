/*
 * How far, how fast, how long yet: lines for a person at a terminal.
 */
#include "progress.h"

#define BAR_MIN		10	/* a shorter one says nothing */
#define BAR_MAX		40
/* A rate from less time than this is a guess. */
#define SECONDS_MIN	0.5

void
progress_duration(struct buf *out, double seconds, bool english)
{
	unsigned long s = (unsigned long)(seconds + 0.5);

	if (s < 60)
		buf_format(out, english ? "%lu s" : "%lu 秒", s);
	else if (s < 3600)
		buf_format(out, english ? "%lu min %lu s" : "%lu 分 %lu 秒",
		    s / 60, s % 60);
	else
		buf_format(out, english ? "%lu h %lu min" :
		    "%lu 小时 %lu 分", s / 3600, s / 60 % 60);
}

/* Columns of text: a Chinese character takes two. */
static unsigned
columns(struct str s)
{
	unsigned n = 0;

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		n += c < 0x80 || (c >= 0xc0 && c < 0xe0) ? 1 :
		    c >= 0xe0 ? 2 : 0;
	}
	return n;
}

static void
put_bar(struct buf *out, size_t done, size_t total, unsigned width)
{
	size_t full = total > 0 ? done * width / total : width;

	buf_byte(out, '[');
	for (unsigned i = 0; i < width; i++)
		buf_byte(out, i < full ? '#' : '.');
	buf_lit(out, "] ");
}

/* What stands behind the bar. */
static void
put_speed(struct buf *out, const struct progress *p, bool english)
{
	double rate = p->seconds > 0 ? (double)p->done / p->seconds : 0;

	buf_format(out, "%zu%%", p->total > 0 ? p->done * 100 / p->total :
	    (size_t)100);
	if (p->seconds < SECONDS_MIN || rate <= 0)
		return;
	buf_format(out, english ? "  %.0f/s  " : "  每秒 %.0f 份  ", rate);
	if (p->done >= p->total)
		return;
	buf_lit(out, english ? "left: " : "还需 ");
	progress_duration(out, (double)(p->total - p->done) / rate, english);
}

void
progress_line(struct buf *out, const struct progress *p, unsigned width,
    bool english)
{
	struct buf head = { 0 }, tail = { 0 };
	unsigned taken;

	buf_format(&head, "%zu/%zu ", p->done, p->total);
	put_speed(&tail, p, english);
	if (p->failed > 0)
		buf_format(&tail, english ? "  failed: %zu" :
		    "  失败 %zu", p->failed);
	taken = columns(buf_view(&head)) + columns(buf_view(&tail)) + 3;
	if (taken < width) {
		buf_str(out, buf_view(&head));
		if (width - taken >= BAR_MIN)
			put_bar(out, p->done, p->total, width - taken >
			    BAR_MAX ? BAR_MAX : width - taken);
		buf_str(out, buf_view(&tail));
	} else if (head.n <= width)
		buf_str(out, buf_view(&head));
	buf_release(&head);
	buf_release(&tail);
}

static void
put_count(struct buf *out, const char *zh, const char *en, size_t n,
    bool english)
{
	if (n > 0)
		buf_format(out, english ? ", %zu %s" : "，%zu 份%s", n,
		    english ? en : zh);
}

void
progress_summary(struct buf *out, const struct progress *p, bool english)
{
	buf_format(out, english ? "%zu made" : "生成 %zu 份", p->made);
	put_count(out, "没有变", "unchanged", p->kept, english);
	put_count(out, "有提醒", "with warnings", p->warned, english);
	put_count(out, "没有生成", "not made", p->failed, english);
	buf_lit(out, english ? "; " : "；用时 ");
	progress_duration(out, p->seconds, english);
	if (p->seconds >= SECONDS_MIN && p->made > 0)
		buf_format(out, english ? ", %.0f/s" : "，每秒 %.0f 份",
		    (double)(p->made + p->kept) / p->seconds);
	buf_byte(out, '\n');
}

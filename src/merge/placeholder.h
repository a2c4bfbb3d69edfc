#pragma once

#include "../base/arena.h"
#include "../base/str.h"

/*
 * The tags of Mustache, and filters for the field:
 *
 *	{{名称}}  {{名称|日期}}  {{名称|千分位|默认:无}}
 *	{{#名称}} … {{/名称}}	once, or for every item of a list
 *	{{^名称}} … {{/名称}}	when it is empty
 *	{{! remark }}
 *
 * {{{名称}}} and {{&名称}} are {{名称}}: values are text, never markup.  The
 * full-width forms ｜ ： ＃ ／ that an input method makes are accepted.
 */
enum tag_kind {
	TAG_VALUE, TAG_OPEN, TAG_INVERTED, TAG_CLOSE, TAG_REMARK,
	TAG_UNCLOSED,		/* "{{" without "}}" */
	TAG_BAD			/* no name, or a Mustache tag not known here */
};

struct tag {
	enum tag_kind kind;
	size_t start, end;	/* the bytes of the text that it takes up */
	struct str name;
	struct str filters;	/* "日期|默认:无", or n == 0 */
};

/* Find the first tag at or after FROM.  False when there is none. */
bool	 tag_find(struct str text, size_t from, struct tag *);

/*
 * Filters, applied in order.  An empty value passes all but 默认.
 *
 *	日期 汉字日期 数字日期 年 年月 月日 星期	of a date in any form
 *	大写	of an amount in yuan: 壹万贰仟叁佰肆拾伍元陆角
 *	千分位	1,234,567.8
 *	汉字	of a whole number: 十二
 *	三位, 3	with zeros in front, to so many digits
 *	默认:…	instead of an empty value
 */
enum filter_result {
	FILTER_DONE,
	FILTER_UNKNOWN,		/* *WHICH is no filter */
	FILTER_UNFIT		/* *WHICH cannot be applied to the value */
};

enum filter_result filters_apply(struct arena *, struct str filters,
	    struct str value, struct str *result, struct str *which);

/* Is there a 默认 among them, so that the value may be empty? */
bool	 filters_have_default(struct str filters);

/* FILTER_DONE or FILTER_UNKNOWN, without a value. */
enum filter_result filters_check(struct str filters, struct str *which);

/* The name of filter N, for "did you mean"; NULL: there are fewer. */
const char *filter_name(size_t n);

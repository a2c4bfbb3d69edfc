#ifndef TEXT_NUMBER_H
#define TEXT_NUMBER_H

#include <stdbool.h>

#include "../base/str.h"

/* A number taken apart: 云科协 〔 2026 〕 [第] 18 号. */
struct number {
	struct str organ, year, serial;
	bool hexagon;			/* 〔〕 */
	bool ordinal_word;		/* 第 */
	bool end;			/* 号 */
	bool blank;			/* blanks somewhere */
	struct str rest;		/* what follows */
};

/* False when there is no year in brackets. */
bool	 number_split(struct str, struct number *);

#endif

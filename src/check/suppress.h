#pragma once

#include "../base/finding.h"

/*
 * Findings that the author has looked at and wants to hear no more of:
 *
 *	<!-- 校核: 忽略 规则 原因 -->	the line it stands in; alone on
 *					its line: the paragraph or table below
 *	<!-- 校核: 全文忽略 规则 原因 -->	the whole file
 *	# 校核: 忽略 规则 原因		the same inside front matter
 *
 * Several rules are parted by commas.  Takes those findings out, except fatal
 * ones, and adds findings for an unknown rule, a missing reason, and a
 * suppression that has nothing to suppress.
 */
void	 suppress_findings(struct arena *, struct findings *);

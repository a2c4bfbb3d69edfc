#ifndef TEXT_WORDS_H
#define TEXT_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "../base/str.h"

/*
 * The words and small forms of official documents: kinds of papers (genre.def),
 * organs and persons, numbers, marks of attachments, contacts.  This is the
 * one place for them; tests/lists.sh holds it.
 */

/* --- kinds of papers (文种) ------------------------------------------- */

enum genre_kind { GENRE_REGULATION, GENRE_PAPER };
enum genre_way { GENRE_ANY, GENRE_UP, GENRE_DOWN };
enum genre_to { GENRE_FREE, GENRE_NAMED, GENRE_PUBLIC };

/* A row of genre.def, which says what the fields mean. */
struct genre {
	const char *word;
	size_t n;
	enum genre_kind kind;
	enum genre_way way;
	enum genre_to to;
};

/* The genre that S ends in; NULL when there is none. */
const struct genre *genre_at_end(struct str s);
/* The genre that the first N bytes of S are, or at least begin. */
const struct genre *genre_at_head(struct str s, size_t n);
/* The genre whose words S has: 特此通知, 批复如下. */
const struct genre *genre_said(struct str s);

/* --- words of a line --------------------------------------------------- */

/* What the sum of all in a table is called, for str_is_one and the like. */
#define WORDS_TOTAL	"合计|总计|共计|总合计"

/* What stands behind a key to say that there is none. */
#define WORDS_NONE	"无|无。|暂无|没有|/|／|—|——|-"

/* All on squeezed text, without marks at its end. */
bool	 words_organ(struct str);	/* the name of one organ */
bool	 words_office(struct str);	/* the same, and no sentence */
bool	 words_person(struct str);	/* 县长 张某: a post and a name */
bool	 words_label(struct str);	/* of a form: 填报单位, 单位 */
bool	 words_addressed(struct str);	/* 各县, 有关单位, 市教育局 */
bool	 words_placeholder(struct str);	/* {{单位}} and nothing else */
bool	 words_genre(struct str);	/* ends in 通知, 意见 … */
bool	 words_paper(struct str);	/* ends in 表, 名单, 方案 … */
bool	 words_letterhead(struct str);	/* ends in 文件, 明电 … */
bool	 words_annex(struct str);	/* （试行）, （征求意见稿） */
bool	 words_counted(struct str);	/* （共21处）, （排名不分先后） */
bool	 words_about(struct str);	/* has 关于, 印发, 转发 … */
/* Where 印发, 转发 … stands in S, *LENGTH its bytes; SIZE_MAX: nowhere. */
size_t	 words_verb(struct str s, size_t *length);
bool	 words_place(uint32_t);		/* ends a place's name: 省, 县 … */
bool	 words_lead_in(struct str);	/* … 如下, 以下 … */
bool	 words_sentence(struct str);
/* （2026年3月27日某某会议通过）, with brackets or without */
bool	 words_enacted(struct str);
bool	 words_closing(struct str);	/* 特此通知; 妥否，请批示 */
/* What one who sends a draft says of it: 以下是…草稿, 如需调整，请告诉我 */
bool	 words_draft(struct str);
bool	 words_day(struct str);		/* 6月18日; 2026年　月　日; 2026618 */
/* 某某办公室　　2026年　月　日印发: where the day is that is left open. */
bool	 words_open_day(struct str, size_t *from, size_t *to);
bool	 words_download(struct str);	/* 附件下载 of a web page */
/*
 * 绝密, 机密, 秘密 at the head of S: how many years it may be so at most
 * (保守国家秘密法 20), *LENGTH its bytes; 0: none.
 */
unsigned words_secrecy(struct str s, size_t *length);
/* Where the person's name at AT of S ends: 张某某, or 张　某 with a blank. */
size_t	 words_person_end(struct str s, size_t at);
/* 机密★1年, 秘密（5年）, 机密10年, 内部资料: is S all such a mark (7.2.2)? */
bool	 words_secrecy_mark(struct str);
/* 特急, 急件: is S one, or such as the standard has (7.2.3)? */
enum urgency { URGENCY_NONE, URGENCY_OTHER, URGENCY_STANDARD };
enum urgency words_urgency(struct str s);
/* A类, 类别：B, 办理结果：（C）, 同意公开: head of an answer to a proposal. */
bool	 words_handling(struct str);
bool	 words_meeting(struct str);	/* 出席：, 缺席：, 记录： */
bool	 words_file(struct str);	/* ends in .docx and the like */
bool	 words_files(struct str);	/* 附件1：甲.doc附件2：乙.doc */
/* Where 点击下载 or => begins behind the name of a file; s.n: nowhere. */
size_t	 words_button(struct str s);
/* 星期四, （周四） at the head of S: its bytes, or 0. */
size_t	 words_weekday(struct str s);
/* Where the first colon of S stands, of either width; SIZE_MAX: nowhere. */
size_t	 words_colon(struct str s);
bool	 words_remark(struct str);	/* 此件公开发布 and the like */

/*
 * Would stars behind S hide a name, 王**、李**: does S end in one character
 * that is part of no longer word?
 */
bool	 words_masked(struct str s);
/*
 * Do stars between BEFORE and AFTER stand for what is not shown, **县、**区 or
 * 138****0000 (or are a power, 3**2)?  They are no marks of bold.
 */
bool	 words_hidden(struct str before, struct str after);

/*
 * 某发〔2026〕3号 at the head of S, with those of other organs behind it and,
 * in brackets, the day: its length in bytes, or 0.
 */
size_t	 words_doc_number(struct str s);

/* 附件2： at the head of a line. */
struct attach {
	size_t length;		/* with colon and blanks; 0: none */
	size_t open;		/* a bracket before the mark, （附件2） */
	size_t mark;		/* where the mark ends, 附件2 */
	size_t word;		/* bytes of 附件, 附表 or 附 */
	unsigned number;	/* 0: none */
	bool colon, dot;	/* what parts it from the rest */
};
struct attach words_attach(struct str);
/* Where ；, 。 or ， for a colon begins at the end; s.n: there is none. */
size_t	 words_mistyped(struct str);
/* In a line marked as a title 附 and a blank are a mark too: # 附 名单. */
struct attach words_attach_title(struct str);

/* Blanks of any width, also those of no width. */
size_t	 words_skip(struct str, size_t at);
struct str words_trim(struct str);
/* What is between the stars of **单位**, all in bold; else S as it is. */
struct str words_unstarred(struct str);
/* Without blanks, in BUFFER of N bytes or S; cut when it does not fit. */
struct str words_squeeze(struct str, char *buffer, size_t n);

/*
 * Is the line one of those that say whom to ask: 联系人：…, 电话：…, 地址：…,
 * or a short one that ends in a telephone number?  They may stand in the body
 * as well, as lines of a section 联系方式.
 */
bool	 words_contact(struct str line);
/* Is the key of such a line before its colon so: 联系人, 材料寄送地址? */
bool	 words_contact_key(struct str key);

#endif

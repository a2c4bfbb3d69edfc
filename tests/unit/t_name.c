/* Names of output files: what is cleaned, what is refused, what collides. */
#include "unit.h"

#include <string.h>

#include "merge/name.h"

static enum name_fault
fault(const char *name)
{
	struct str where;

	return name_check(str_of(name), &where);
}

static void
test_faults(void)
{
	char name[2000];
	struct str where;

	CHECK(fault("001-云溪县.docx") == NAME_GOOD);
	CHECK(fault("甲市/乙县/通知.docx") == NAME_GOOD);
	CHECK(fault("a b（1）.docx") == NAME_GOOD);
	CHECK(fault("") == NAME_EMPTY);
	CHECK(fault("甲//乙.docx") == NAME_EMPTY);
	CHECK(fault("甲/") == NAME_EMPTY);
	CHECK(fault("/etc/passwd") == NAME_OUTSIDE);
	CHECK(fault("../甲.docx") == NAME_OUTSIDE);
	CHECK(fault("甲/../乙.docx") == NAME_OUTSIDE);
	CHECK(fault("./甲.docx") == NAME_OUTSIDE);
	CHECK(fault("甲:乙.docx") == NAME_CHARACTER);
	CHECK(fault("甲\\乙.docx") == NAME_CHARACTER);
	CHECK(fault("甲\x01.docx") == NAME_CHARACTER);
	CHECK(fault("甲\n.docx") == NAME_CHARACTER);
	CHECK(fault("甲\xe2\x80\xae.docx") == NAME_CHARACTER);	/* U+202E */
	CHECK(fault("甲\xe2\x80\x8b.docx") == NAME_CHARACTER);	/* U+200B */
	CHECK(fault("con.docx") == NAME_RESERVED);
	CHECK(fault("NUL") == NAME_RESERVED);
	CHECK(fault("甲/Com1.tar.docx") == NAME_RESERVED);
	CHECK(fault("com0.docx") == NAME_GOOD);
	CHECK(fault("console.docx") == NAME_GOOD);
	CHECK(fault(".甲.docx") == NAME_EDGE);
	CHECK(fault("甲. /乙.docx") == NAME_EDGE);
	CHECK(fault("甲./乙.docx") == NAME_EDGE);
	CHECK(fault(" 甲.docx") == NAME_EDGE);
	memset(name, 'x', sizeof(name));
	CHECK(name_check((struct str){ name, 255 }, &where) == NAME_GOOD);
	CHECK(name_check((struct str){ name, 256 }, &where) == NAME_LONG);
	for (size_t i = 99; i < sizeof(name); i += 100)
		name[i] = '/';
	CHECK(name_check((struct str){ name, 999 }, &where) == NAME_GOOD);
	CHECK(name_check((struct str){ name, 1050 }, &where) == NAME_LONG);
	name_check(STR("甲/乙:丙/丁.docx"), &where);
	CHECK_STR(where, "乙:丙");
}

static void
test_clean(void)
{
	struct arena a = ARENA_INIT;
	struct str plain = STR("云溪县（本级）");

	CHECK(name_clean(&a, plain).p == plain.p);
	CHECK_STR(name_clean(&a, STR("甲/乙:丙")), "甲／乙：丙");
	CHECK_STR(name_clean(&a, STR("../../etc")), "..／..／etc");
	CHECK_STR(name_clean(&a, STR("a\\b*c?d\"e<f>g|h")),
	    "a＼b＊c？d＂e＜f＞g｜h");
	CHECK_STR(name_clean(&a, STR("甲\n乙\t丙")), "甲 乙 丙");
	arena_release(&a);
}

static bool
collide(const char *a, const char *b)
{
	struct arena arena = ARENA_INIT;
	bool same = str_eq(name_key(&arena, str_of(a)),
	    name_key(&arena, str_of(b)));

	arena_release(&arena);
	return same;
}

static void
test_keys(void)
{
	CHECK(collide("Abc.docx", "aBC.DOCX"));
	CHECK(collide("caf\xc3\xa9.docx", "cafe\xcc\x81.docx"));
	CHECK(collide("CAF\xc3\x89.docx", "cafe\xcc\x81.docx"));
	CHECK(collide("stra\xc3\x9f" "e", "STRASSE"));
	CHECK(collide("\xef\xa4\x80", "\xe8\xb1\x88"));	/* U+F900, U+8C48 */
	CHECK(collide("Ａ.docx", "ａ.docx"));
	CHECK(!collide("Ａ.docx", "a.docx"));
	CHECK(!collide("云溪县.docx", "云溪区.docx"));
	CHECK(!collide("1.docx", "１.docx"));
}

int
main(void)
{
	test_faults();
	test_clean();
	test_keys();
	return UNIT_END;
}

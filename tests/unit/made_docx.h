#ifndef MADE_DOCX_H
#define MADE_DOCX_H

/*
 * A DOCX made of a template of its parts (tests/cases/check/layout.xml), in
 * which @名称=值@ is a place with the value it has when nothing else is said,
 * and of settings, a line 名称=值 each.  Values are written as a person says
 * them: 37mm, 2字 (of 三号), 28.95磅, 1磅线, 三号, 居中, 红色, 有, 无, 是, 否.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "package/pack.h"

static inline void
made_value(struct buf *out, struct str value)
{
	static const struct {
		const char *said, *written;
	} words[] = {
		{ "居中", "center" }, { "居左", "left" }, { "居右", "right" },
		{ "红色", "FF0000" }, { "黑色", "000000" },
		{ "蓝色", "0000FF" }, { "有", "single" }, { "无", "none" },
		{ "是", "1" }, { "否", "0" }, { "二号", "44" },
		{ "小二", "36" }, { "三号", "32" }, { "四号", "28" },
	};
	static const struct {
		const char *suffix;
		double factor;
	} units[] = {
		{ "mm", 56.6929 }, { "字", 320 }, { "磅线", 8 }, { "磅", 20 },
	};
	char number[16] = "";

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_eq(value, str_of(words[i].said))) {
			buf_lit(out, words[i].written);
			return;
		}
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
		size_t n = value.n - strlen(units[i].suffix);

		if (!str_ends(value, str_of(units[i].suffix)) || n > 15)
			continue;
		memcpy(number, value.p, n);
		buf_format(out, "%.0f", strtod(number, NULL) *
		    units[i].factor);
		return;
	}
	buf_str(out, value);
}

/* The value that SETTINGS gives NAME, or FALLBACK. */
static inline struct str
made_setting(struct str settings, struct str name, struct str fallback)
{
	struct str line;

	while (str_line(&settings, &line)) {
		size_t equals = str_find(line, STR("="), 0);

		if (str_eq(str_slice(line, 0, equals), name))
			return str_slice(line, equals + 1, line.n);
	}
	return fallback;
}

static inline void
made_fill(struct buf *out, struct str text, struct str settings)
{
	size_t at = 0, from, equals, end;

	while ((from = str_find(text, STR("@"), at)) != SIZE_MAX) {
		equals = str_find(text, STR("="), from);
		end = str_find(text, STR("@"), from + 1);
		buf_str(out, str_slice(text, at, from));
		made_value(out, made_setting(settings,
		    str_slice(text, from + 1, equals),
		    str_slice(text, equals + 1, end)));
		at = end + 1;
	}
	buf_str(out, str_slice(text, at, text.n));
}

#define MADE_W	"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define MADE_R	"http://schemas.openxmlformats.org/officeDocument/2006/" \
		"relationships"
#define MADE_RELS							\
	"<Relationships xmlns=\"http://schemas.openxmlformats.org/"	\
	"package/2006/relationships\">"

static inline void
made_part(struct pack_writer *writer, const char *name, const char *root,
    const char *open, struct str text, const char *close)
{
	struct buf path = { 0 }, xml = { 0 };

	buf_format(&path, "word/%s.xml", name);
	buf_format(&xml, "<w:%s xmlns:w=\"" MADE_W "\" xmlns:r=\"" MADE_R
	    "\">%s%.*s%s</w:%s>", root, open, STR_ARG(text), close, root);
	pack_add(writer, buf_view(&path), buf_view(&xml));
	buf_release(&path);
	buf_release(&xml);
}

/* The package; the parts of TEMPLATE are parted by lines "%%name". */
static inline void
made_docx(struct buf *bytes, struct str template, struct str settings)
{
	struct pack_writer *writer = pack_writer_new();
	struct buf filled = { 0 };
	struct str rest, part, name = STR("document");
	size_t end;

	made_fill(&filled, template, settings);
	pack_begin(writer, bytes);
	pack_add(writer, STR("[Content_Types].xml"), STR("<Types xmlns=\"http:"
	    "//schemas.openxmlformats.org/package/2006/content-types\"/>"));
	pack_add(writer, STR("_rels/.rels"), STR(MADE_RELS "<Relationship "
	    "Id=\"r\" Type=\"" MADE_R "/officeDocument\" "
	    "Target=\"word/document.xml\"/></Relationships>"));
	pack_add(writer, STR("word/_rels/document.xml.rels"), STR(MADE_RELS
	    "<Relationship Id=\"styles\" Type=\"" MADE_R "/styles\" "
	    "Target=\"styles.xml\"/><Relationship Id=\"settings\" Type=\""
	    MADE_R "/settings\" Target=\"settings.xml\"/><Relationship "
	    "Id=\"footer\" Type=\"" MADE_R "/footer\" Target=\"footer.xml\"/>"
	    "<Relationship Id=\"even\" Type=\"" MADE_R "/footer\" "
	    "Target=\"even.xml\"/></Relationships>"));
	for (rest = buf_view(&filled); rest.n > 0;) {
		bool document = str_eq(name, STR("document"));
		bool footer = str_eq(name, STR("footer")) ||
		    str_eq(name, STR("even"));
		char part_name[16];

		end = str_find(rest, STR("%%"), 0);
		part = str_slice(rest, 0, end);
		rest = str_slice(rest, end == SIZE_MAX ? rest.n : end + 2,
		    rest.n);
		snprintf(part_name, sizeof(part_name), "%.*s", STR_ARG(name));
		made_part(writer, part_name, footer ? "ftr" : part_name,
		    document ? "<w:body>" : "", part,
		    document ? "</w:body>" : "");
		str_line(&rest, &name);
	}
	pack_end(writer);
	pack_writer_free(writer);
	buf_release(&filled);
}

#endif

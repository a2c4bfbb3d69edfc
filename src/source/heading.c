/*
 * Numbered paragraphs in, headings, run-in headings and items out; siblings
 * are decided together.
 */
#include "heading.h"

#include "../text/chars.h"

/* Characters of a heading alone; of a lead before its colon. */
#define ALONE_MAX	40
#define LEAD_MAX	16
/* A whole sentence is a heading only when it is as short as one. */
#define SENTENCE_MAX	20
/* First sentences that are topics: alike among siblings, and by themselves. */
#define TOPIC_MAX	60
#define TOPIC_MEDIAN	40
#define TOPIC_ALONE	24
/* Beside headings that stand alone a longer one does, too. */
#define SIBLING_MAX	90
#define LEVELS		6

/* What a numbered paragraph looks like. */
struct look {
	size_t stop;		/* bytes of its first sentence; 0: no 。 */
	size_t lead;		/* bytes of "时间：" */
	size_t chars;		/* of the first sentence, or of all */
	size_t commas;		/* in them */
	size_t length;		/* bytes of all */
	bool rest;		/* something follows the first sentence */
	bool states;		/* … which says what is so, or is to be */
	bool item;		/* ends in ； or ， as items of a list do */
	bool over;		/* text or deeper paragraphs follow it */
	bool parent;		/* … deeper ones at once */
};

struct member {
	size_t block;
	struct look look;
	size_t topic;		/* bytes that are a heading */
};

struct group {
	VEC(struct member) list;
};

size_t
heading_lead(struct str s)
{
	size_t at = 0, chars = 0;
	uint32_t before = 0, c = 0;

	while (at < s.n && chars++ <= LEAD_MAX) {
		before = c;
		c = char_next(s, &at);
		if (c == U'：' || c == ':')	/* but for 9:00 */
			return chars > 2 && at < s.n && !(c == ':' &&
			    char_is_digit(before)) ? at : 0;
		if (c == U'。' || c == U'，' || c == ',' || c == U'；')
			break;
	}
	return 0;
}

static size_t
count_commas(struct str s)
{
	size_t at = 0, n = 0;

	while ((at = str_find(s, STR("，"), at)) != SIZE_MAX) {
		at += STR("，").n;
		n++;
	}
	return n;
}

/* The first 。 of S that ends a sentence, none within brackets; or SIZE_MAX. */
static size_t
find_stop(struct str s, size_t *length)
{
	size_t stop = char_find_stop(s, length), from = 0;
	int open = 0;

	while (stop != SIZE_MAX) {
		for (size_t at = from; at < stop;) {
			uint32_t c = char_next(s, &at);

			open += c == '(' || c == U'（';
			open -= open > 0 && (c == ')' || c == U'）');
		}
		if (open == 0)
			return stop;
		from = stop + *length;
		stop = char_find_stop(str_from(s, from), length);
		stop += stop != SIZE_MAX ? from : 0;
	}
	return stop;
}

/* 住宿费每人每月40元, 自4月1日起执行, 必须按时报送: said, and no topic. */
static bool
is_statement(struct str s)
{
	if (str_has_one(s, "必须|应当|不得|一律|起执行|起施行|起实施"))
		return true;
	for (size_t at = 0; at < s.n;) {
		bool digit = char_is_digit(char_next(s, &at));

		if (digit && str_starts_one(str_from(s, at), "元|万元|%|％|"
		    "天|小时|学时|课时|倍"))
			return true;
	}
	return false;
}

static struct look
look_at(struct arena *arena, struct blocks blocks, size_t i)
{
	const struct block *block = &blocks.v[i];
	struct str all = text_join(arena, block->text, STR_NONE);
	struct str s = str_trim(all), first = s;
	struct look look = { .lead = heading_lead(s), .length = all.n };
	size_t length, stop = find_stop(s, &length);

	if (stop != SIZE_MAX) {
		look.stop = stop + length;
		first = str_slice(s, 0, stop);
	}
	look.chars = char_count(first);
	look.commas = count_commas(first);
	look.rest = look.stop > 0 && look.stop < s.n;
	look.states = look.rest && is_statement(first);
	look.item = str_ends_one(s, "；|;|，|,|、");
	look.over = i + 1 < blocks.n && (blocks.v[i + 1].kind !=
	    BLOCK_HEADING || blocks.v[i + 1].level > block->level);
	look.parent = look.over && blocks.v[i + 1].kind == BLOCK_HEADING;
	return look;
}

/* --- siblings --------------------------------------------------------- */

/* Is the median of the first sentences that of topics? */
static bool
short_topics(const struct group *group)
{
	size_t within = 0, n = 0;

	for (size_t i = 0; i < group->list.n; i++) {
		const struct look *look = &group->list.v[i].look;

		if (!look->rest)
			continue;
		if (look->chars > TOPIC_MAX)
			return false;
		within += look->chars <= TOPIC_MEDIAN;
		n++;
	}
	return n > 0 && within * 2 >= n;
}

/* How the members of a group are read: from what most of them look like. */
struct manner {
	bool list;		/* items: …；…；…。 */
	bool sentences;		/* one sentence each */
	bool topics;		/* a run-in heading each */
	bool alone;		/* no stop, text below: one is short */
	bool headed;		/* one is short, without stop, text below */
	bool states;		/* the first sentence of one is no topic */
};

static struct manner
find_manner(const struct group *group)
{
	struct manner manner = { 0 };
	size_t items = 0, sentences = 0, rests = 0, leads = 0, over = 0;
	bool brief = false;

	for (size_t i = 0; i < group->list.n; i++) {
		const struct look *look = &group->list.v[i].look;
		bool bare = look->stop == 0 && look->chars <= ALONE_MAX;

		manner.states |= look->states;
		items += look->item;
		sentences += look->stop > 0 && !look->rest && !look->over;
		rests += look->rest;
		leads += look->lead > 0;
		over += look->over && look->stop == 0 && !look->item;
		brief |= bare;
		manner.headed |= bare && look->over && !look->item;
	}
	manner.alone = brief && over == group->list.n;
	manner.list = items * 2 >= group->list.n;
	manner.sentences = sentences * 2 >= group->list.n &&
	    rests < group->list.n;
	manner.topics = rests + leads == group->list.n && !manner.states &&
	    short_topics(group);
	return manner;
}

/* The bytes of the topic of one member. */
static size_t
topic_length(const struct look *look, const struct manner *manner, bool last)
{
	/* What follows the last of several sentences is none of its own. */
	bool over = look->over && !(last && manner->sentences);

	if (look->item || (manner->list && (look->stop > 0 || !look->over)))
		return 0;
	if (look->lead > 0 && !(look->stop > 0 && look->stop < look->lead))
		return look->lead;
	if (look->stop == 0)
		return look->chars <= ALONE_MAX || (look->over &&
		    look->chars <= TOPIC_MAX && look->commas == 0) ||
		    (manner->alone && look->chars <= SIBLING_MAX) ?
		    look->length : 0;
	if (!look->rest)
		return (over || !manner->sentences) &&
		    look->chars <= SENTENCE_MAX &&
		    look->commas <= (look->parent || manner->headed ? 1 : 0) ?
		    look->length : 0;
	if (manner->topics)
		return look->stop;
	return !manner->sentences && !manner->states &&
	    look->chars <= TOPIC_ALONE && look->commas <= 1 ? look->stop : 0;
}

static void
set_topic(struct arena *arena, struct block *block, size_t n)
{
	struct text head = text_part(arena, block->text, 0, n);
	struct text rest = text_part(arena, block->text, n, SIZE_MAX);

	if (n == 0)
		return;
	block->topic = head.n;
	block->text = text_append(arena, head, rest);
}

/*
 * Siblings have one face: where most are paragraphs of sentences, no first
 * sentence of another is a heading; 四、其他 and 四、时间：… still are.
 */
static void
agree(struct group *group)
{
	size_t plain = 0, headed = 0;

	EACH(const struct member, member, group->list) {
		plain += member->topic == 0;
		headed += member->topic > 0;
	}
	for (size_t i = 0; i < group->list.n && headed <= plain; i++)
		if (group->list.v[i].topic == group->list.v[i].look.stop)
			group->list.v[i].topic = 0;
}

static void
settle(struct arena *arena, struct blocks blocks, struct group *group)
{
	struct manner manner = find_manner(group);

	for (size_t i = 0; i < group->list.n; i++) {
		struct member *member = &group->list.v[i];

		member->topic = topic_length(&member->look, &manner,
		    i + 1 == group->list.n);
	}
	agree(group);
	EACH(struct member, member, group->list) {
		if (blocks.v[member->block].topic == 0)
			set_topic(arena, &blocks.v[member->block],
			    member->topic);
	}
	group->list.n = 0;
}

/* Settle the groups below LEVEL: their parent has ended. */
static void
settle_below(struct arena *arena, struct blocks blocks, struct group *groups,
    int level)
{
	for (int deeper = LEVELS - 1; deeper > level; deeper--)
		settle(arena, blocks, &groups[deeper]);
}

void
heading_topics(struct arena *arena, struct blocks blocks)
{
	struct group groups[LEVELS] = { 0 };

	for (size_t i = 0; i < blocks.n; i++) {
		const struct block *block = &blocks.v[i];
		struct member *member;

		if (block->kind != BLOCK_HEADING || block->level >= LEVELS)
			continue;
		settle_below(arena, blocks, groups, block->level);
		if (block->level <= 0)
			continue;
		member = VEC_ADD(arena, &groups[block->level].list);
		*member = (struct member){ i, look_at(arena, blocks, i), 0 };
	}
	settle_below(arena, blocks, groups, 0);
}

#ifndef SOURCE_HEADING_H
#define SOURCE_HEADING_H

#include "source.h"

/*
 * Numbered paragraphs: which are headings that stand alone, which have a run-in
 * heading (一、提高认识。各单位要…, 三、时间：6月14日), which are plain items.
 * No single one shows it: siblings are read alike.
 *
 * For every BLOCK_HEADING of a level whose topic is still 0: sets it, and cuts
 * the text so that the topic is whole runs.  One that the author marked (##)
 * has its topic already and stands alone.
 */
void	 heading_topics(struct arena *, struct blocks);

/*
 * The bytes of the lead of a paragraph "时间：6月14日" with its colon, or 0:
 * a few words without any mark, and something after.
 */
size_t	 heading_lead(struct str);

#endif

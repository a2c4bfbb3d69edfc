#pragma once

#include "../layout/layout.h"
#include "../package/pack.h"
#include "template.h"

/*
 * Laid blocks → DOCX.  The blocks are spelled as WordprocessingML, go into the
 * slots of a template, and the whole becomes a package.
 */

/*
 * Spell the paragraphs of a memo that copies are laid from, so that each copy
 * takes them over.
 */
void	 docx_spell(struct arena *, const struct profile *,
	    struct layout_memo *);

/*
 * Make the package of LAYOUT in TEMPLATE; its bytes replace what OUT held.
 * The same layout, template and program give the same bytes.  0, or -1 with
 * a finding (an imported DOCX that cannot be taken in, a bad template).
 */
int	 docx_write(struct arena *, const struct layout *,
	    const struct template *, struct pack_writer *, struct buf *out,
	    struct findings *);

/*
 * What built-in templates leave to the profile: its lengths by their keys,
 * and the styles ("样式").
 */
struct template_raws docx_raws(struct arena *, const struct profile *);

/* PROFILE with the page and the styles that a template has of its own. */
const struct profile *docx_profile(struct arena *, const struct profile *,
	    const struct template *);

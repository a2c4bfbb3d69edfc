#pragma once

#include "compound.h"
#include "pack.h"

/*
 * An .xls of Excel 97 to 2003, or an .et of WPS Office, as the package of an
 * XLSX: sheets with their values, merges and number formats.  So there is one
 * reader of workbooks.
 *
 * NULL with a finding when the file is damaged, has a password or is older
 * than Excel 97.
 */
struct pack *excel97_pack(struct arena *, struct str name,
	    const struct compound *, struct pos, struct findings *);

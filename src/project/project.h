#ifndef PROJECT_PROJECT_H
#define PROJECT_PROJECT_H

#include "../base/file.h"

/*
 * What a person starts with: a folder of sources to change (gongwen init),
 * and a shell that knows the commands (gongwen completion).
 */

/*
 * Write a notice, its form and a county list below FOLDER.  A file that is
 * there already stays as it is, with a note.  0, or -1 with a finding.
 */
int	 project_init(struct arena *, struct str folder, struct findings *);

/* The files that project_init writes, one a line, for the summary. */
void	 project_files(struct buf *);

/* The completion script for bash, zsh or fish; false: no such shell. */
bool	 project_completion(struct str shell, struct buf *);

#endif

/*
 * Temporary files of all threads, for out_of_memory, which has no more than a
 * name to go by: so they are kept where no memory has to be asked for.
 */
#include "temporary.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>

#include "os.h"

/* Each thread writes one file at a time, and the run has one of its own. */
#define NAMES_MAX	(OS_THREADS_MAX + 1)

/* Looks at one name while its file is made, before it is removed unmade. */
#define LOOKS_MAX	1000000

enum { FREE, CHANGING, HELD };

static struct {
	atomic_int state;
	char name[OS_PATH_MAX];
} names[NAMES_MAX];

static atomic_bool ending;

size_t
temporary_begin(const char *name)
{
	size_t n = strlen(name);

	for (size_t i = 0; n < OS_PATH_MAX && i < NAMES_MAX; i++) {
		int state = FREE;

		if (!atomic_compare_exchange_strong(&names[i].state, &state,
		    CHANGING))
			continue;
		while (atomic_load(&ending))
			;		/* the process ends: no more files */
		memcpy(names[i].name, name, n + 1);
		return i;
	}
	return TEMPORARY_NONE;
}

void
temporary_made(size_t number)
{
	if (number != TEMPORARY_NONE)
		atomic_store(&names[number].state, HELD);
}

void
temporary_end(size_t number)
{
	if (number != TEMPORARY_NONE)
		atomic_store(&names[number].state, FREE);
}

void
temporary_remove(void)
{
	atomic_store(&ending, true);
	for (size_t i = 0; i < NAMES_MAX; i++) {
		/* Another thread is making it; this one never will. */
		for (int k = 0; k < LOOKS_MAX &&
		    atomic_load(&names[i].state) == CHANGING; k++)
			;
		if (atomic_load(&names[i].state) != FREE)
			(void)os_remove(names[i].name);
	}
}

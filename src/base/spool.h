#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/*
 * Bytes that are too many to be held in memory: appended one after another,
 * then read by their offset.  The first of them stay in memory; the rest goes
 * to a scratch file, which is gone when the spool is freed, or the process
 * killed.
 *
 * One thread writes.  After spool_end any number of them reads.
 */
#define SPOOL_IN_MEMORY	((size_t)2048 * 1024)

struct spool;

struct spool *spool_new(void);
/* The bytes of a file, to be read; the file is closed with it. */
struct spool *spool_of(FILE *, uint64_t size);
void	 spool_free(struct spool *);	/* NULL is harmless */

/* Returns the offset of the first byte.  That it failed is told at the end. */
uint64_t spool_add(struct spool *, const void *, size_t n);
/* The same in the place of bytes added before. */
void	 spool_put(struct spool *, uint64_t at, const void *, size_t n);

/* All is added that will be read now.  0, or -1 with errno. */
int	 spool_end(struct spool *);
uint64_t spool_size(const struct spool *);

/* Read up to N bytes from AT on: how many there were. */
size_t	 spool_read(const struct spool *, uint64_t at, void *, size_t n);

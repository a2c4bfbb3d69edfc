/* Give every file named to the target: corpora are tests without libFuzzer. */
#include <stdio.h>

#include "fuzz.h"

static int
replay(const char *name)
{
	FILE *file = fopen(name, "rb");
	uint8_t *bytes = NULL;
	size_t n = 0, got;

	if (file == NULL) {
		perror(name);
		return 1;
	}
	do {
		bytes = realloc(bytes, n + 65536);
		got = fread(bytes + n, 1, 65536, file);
		n += got;
	} while (got > 0);
	fclose(file);
	/* An exact block, so that a sanitizer sees a read behind its end. */
	bytes = realloc(bytes, n > 0 ? n : 1);
	LLVMFuzzerTestOneInput(bytes, n);
	free(bytes);
	return 0;
}

int
main(int argc, char **argv)
{
	int failed = 0;

	for (int i = 1; i < argc; i++)
		failed |= replay(argv[i]);
	return failed;
}

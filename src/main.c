#include <stdio.h>

int
main(void)
{
	puts("gongwen");
	return 0;
}

/*
 * What stands for the libraries that few runs need, where the program is
 * linked with the system's: each function of theirs is here a jump to the real
 * one, and the first call of it loads its library.  With OpenSSL, ICU and
 * libstdc++, which Debian's libzip and libxml2 draw in, to load them all takes
 * longer than everything else that one page of Markdown costs.  Elsewhere
 * than on x86-64 nothing is here and they are linked as ever.
 */
#if defined(__x86_64__) && defined(__linux__)
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/temporary.h"

#define EXIT_SYSTEM	6	/* as main.c has it */

#define FUNCTION(library, name) { library, #name },
static const struct {
	char library[40], name[40];
} functions[] = {
#include "lazy.def"
	{ "", "" }
};
#undef FUNCTION

#define COUNT (sizeof(functions) / sizeof(functions[0]))

extern void *lazy_found[COUNT] __attribute__((visibility("hidden")));
void	*lazy_find(size_t) __attribute__((visibility("hidden")));

/* Set by whatever thread comes first; all find the same. */
void	*lazy_found[COUNT];

/* What has become of a library since the program was built cannot be helped. */
void *
lazy_find(size_t number)
{
	void *library = dlopen(functions[number].library, RTLD_LAZY);
	void *function = library == NULL ? NULL :
	    dlsym(library, functions[number].name);

	if (function == NULL) {
		temporary_remove();
		fprintf(stderr, "gongwen: 库不能装载，没有做完 / a library "
		    "cannot be loaded, not finished: %s\n", dlerror());
		_Exit(EXIT_SYSTEM);
	}
	__atomic_store_n(&lazy_found[number], function, __ATOMIC_RELEASE);
	return function;
}

/* The first call: with all that arguments may be in kept from lazy_find. */
__asm__(
	"	.text\n"
	"lazy_first:\n"
	"	push %rax; push %rdi; push %rsi; push %rdx\n"
	"	push %rcx; push %r8; push %r9\n"
	"	sub $128, %rsp\n"
	"	movups %xmm0, (%rsp); movups %xmm1, 16(%rsp)\n"
	"	movups %xmm2, 32(%rsp); movups %xmm3, 48(%rsp)\n"
	"	movups %xmm4, 64(%rsp); movups %xmm5, 80(%rsp)\n"
	"	movups %xmm6, 96(%rsp); movups %xmm7, 112(%rsp)\n"
	"	mov %r11, %rdi\n"
	"	call lazy_find\n"
	"	mov %rax, %r11\n"
	"	movups (%rsp), %xmm0; movups 16(%rsp), %xmm1\n"
	"	movups 32(%rsp), %xmm2; movups 48(%rsp), %xmm3\n"
	"	movups 64(%rsp), %xmm4; movups 80(%rsp), %xmm5\n"
	"	movups 96(%rsp), %xmm6; movups 112(%rsp), %xmm7\n"
	"	add $128, %rsp\n"
	"	pop %r9; pop %r8; pop %rcx\n"
	"	pop %rdx; pop %rsi; pop %rdi; pop %rax\n"
	"	jmp *%r11\n"
	"	.set lazy_number, 0\n");

#define FUNCTION(library, name) __asm__( \
	"	.globl " #name "; .hidden " #name "\n" \
	"	.type " #name ", @function\n" \
	#name ":	endbr64\n" \
	"	mov lazy_found+8*lazy_number(%rip), %r11\n" \
	"	test %r11, %r11\n" \
	"	jz 1f\n" \
	"	jmp *%r11\n" \
	"1:	mov $lazy_number, %r11d\n" \
	"	jmp lazy_first\n" \
	"	.size " #name ", . - " #name "\n" \
	"	.set lazy_number, lazy_number+1\n");
#include "lazy.def"
#endif

#include "project/project.h"

#include "unit.h"

#include <stdlib.h>
#include <unistd.h>

int
main(void)
{
	struct arena arena = ARENA_INIT;
	struct findings findings = { .arena = &arena };
	struct buf out = { 0 };
	char folder[] = "/tmp/gongwen-project-XXXXXX";
	struct paths paths;
	struct str bytes;

	CHECK(mkdtemp(folder) != NULL);
	CHECK(project_init(&arena, str_of(folder), &findings) == 0);
	CHECK(file_list(&arena, str_of(folder), &paths, &findings) == 0);
	CHECK(paths.n == 3 && findings.list.n == 0);
	/* What is there is never replaced. */
	for (size_t i = 0; i < paths.n; i++)
		CHECK(file_write(paths.v[i], STR_NONE, STR("我的"), FILE_SYNC_NONE,
		    &findings) == 0);
	CHECK(project_init(&arena, str_of(folder), &findings) == 0);
	CHECK(findings.counts[SEVERITY_WARNING] == 3);
	for (size_t i = 0; i < paths.n; i++) {
		CHECK(file_read(&arena, paths.v[i], 100, &bytes,
		    &findings) == 0);
		CHECK_STR(bytes, "我的");
		unlink(str_cstr(&arena, paths.v[i]));
	}
	rmdir(str_cstr(&arena, str_cat(&arena, str_of(folder),
	    STR("/附件"))));
	rmdir(folder);

	CHECK(project_completion(STR("bash"), &out));
	CHECK(str_has(buf_view(&out), STR("build check convert")));
	CHECK(str_has(buf_view(&out), STR("--interactive")));
	CHECK(project_completion(STR("fish"), &out));
	CHECK(project_completion(STR("zsh"), &out));
	CHECK(!project_completion(STR("csh"), &out));
	buf_release(&out);
	arena_release(&arena);
	return UNIT_END;
}

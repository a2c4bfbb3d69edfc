/* renew --interactive, with a person at a terminal. */
#define _XOPEN_SOURCE 700

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "unit.h"

#define NOTICE	"---\n发文机关: 青禾市科学技术协会\n主送: 各区科协\n"	\
	"成文日期: 2026-06-14\n---\n\n# 关于推荐优秀科技工作者的通知\n\n"	\
	"请推荐第七届青禾市优秀科技工作者和第五届科普人物。\n"

/* In the child: the command, with SLAVE as its terminal. */
static void
run_at(const char *slave, const char *command)
{
	int fd;

	setsid();
	fd = open(slave, O_RDWR);	/* the controlling terminal from here */
	for (int i = 0; i < 3; i++)
		dup2(fd, i);
	execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

/* Run COMMAND at a terminal and type KEYS; what stands on it at the end. */
static int
at_terminal(const char *command, const char *keys, struct buf *screen)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY), status = -1;
	char bytes[4096];
	ssize_t n;
	pid_t pid;

	if (!CHECK(master >= 0) || !CHECK(grantpt(master) == 0) ||
	    !CHECK(unlockpt(master) == 0))
		return -1;
	pid = fork();
	if (pid == 0)
		run_at(ptsname(master), command);
	CHECK(write(master, keys, strlen(keys)) == (ssize_t)strlen(keys));
	while ((n = read(master, bytes, sizeof(bytes))) > 0)
		buf_str(screen, (struct str){ bytes, (size_t)n });
	waitpid(pid, &status, 0);
	close(master);
	return status;
}

static void
test_answers(const char *program, const char *keys, bool seventh, bool fifth)
{
	char folder[] = "/tmp/gongwen-terminal-XXXXXX", text[4096];
	struct buf command = { 0 }, screen = { 0 };
	struct str said;
	FILE *file;
	size_t n;

	if (!CHECK(mkdtemp(folder) != NULL) || !CHECK(chdir(folder) == 0))
		return;
	file = fopen("notice.md", "w");
	fputs(NOTICE, file);
	fclose(file);
	buf_format(&command, "%s renew notice.md --year 2027 --lang zh "
	    "--interactive -o next.md", program);
	buf_byte(&command, '\0');
	CHECK(at_terminal(command.p, keys, &screen) == 0);
	said = buf_view(&screen);
	CHECK(str_has(said, STR("第七届 → 第八届")));
	CHECK(str_has(said, STR("第五届 → 第六届")));
	CHECK(str_has(said, STR("要改吗？")));
	file = fopen("next.md", "r");
	if (CHECK(file != NULL)) {
		n = fread(text, 1, sizeof(text), file);
		fclose(file);
		said = (struct str){ text, n };
		CHECK(str_has(said, STR("第八届")) == seventh);
		CHECK(str_has(said, STR("第七届")) == !seventh);
		CHECK(str_has(said, STR("第六届")) == fifth);
		CHECK(str_has(said, STR("第五届")) == !fifth);
	}
	unlink("notice.md");
	unlink("next.md");
	rmdir(folder);
	buf_release(&command);
	buf_release(&screen);
}

int
main(void)
{
	const char *program = getenv("GONGWEN");
	int master;

	if (program == NULL) {
		puts("GONGWEN is not set");
		return 77;
	}
	if ((master = posix_openpt(O_RDWR | O_NOCTTY)) < 0) {
		puts("there is no terminal device");
		return 77;
	}
	close(master);
	test_answers(program, "y\nn\n", true, false);
	test_answers(program, "n\n\n", false, true);
	test_answers(program, "不改\n好\n", false, true);
	/* A long answer is one answer. */
	test_answers(program, "n, this one is theirs, not ours\ny\n", false,
	    true);
	return UNIT_END;
}

/*
 * The seam to the system, for Windows: see os.h.  Paths become UTF-16, long
 * ones with the prefix that lifts the limit of 260; files are opened so that
 * others may read, rename and remove them meanwhile, as on POSIX.  Errors of
 * the system become errno.
 */
#define WIN32_LEAN_AND_MEAN
#define UNICODE
#define _WIN32_WINNT	0x0601

#include <windows.h>
#include <shellapi.h>

#include "arena.h"
#include "os.h"

#include <errno.h>
#include <fcntl.h>
#include <io.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define SHARED	(FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE)
#define BOTH	(GENERIC_READ | GENERIC_WRITE)

/* Sets errno; -1. */
static int
fail(void)
{
	static const struct {
		DWORD system;
		int error;
	} known[] = {
		{ ERROR_FILE_NOT_FOUND, ENOENT },
		{ ERROR_PATH_NOT_FOUND, ENOENT },
		{ ERROR_BAD_NETPATH, ENOENT },
		{ ERROR_BAD_NET_NAME, ENOENT },
		{ ERROR_BAD_PATHNAME, ENOENT },
		{ ERROR_INVALID_DRIVE, ENOENT },
		{ ERROR_ACCESS_DENIED, EACCES },
		{ ERROR_SHARING_VIOLATION, ETXTBSY },
		{ ERROR_USER_MAPPED_FILE, ETXTBSY },
		{ ERROR_LOCK_VIOLATION, EAGAIN },
		{ ERROR_FILE_EXISTS, EEXIST },
		{ ERROR_ALREADY_EXISTS, EEXIST },
		{ ERROR_DISK_FULL, ENOSPC },
		{ ERROR_HANDLE_DISK_FULL, ENOSPC },
		{ ERROR_WRITE_PROTECT, EROFS },
		{ ERROR_TOO_MANY_OPEN_FILES, EMFILE },
		{ ERROR_DIRECTORY, ENOTDIR },
		{ ERROR_FILENAME_EXCED_RANGE, ENAMETOOLONG },
		{ ERROR_INVALID_NAME, EINVAL },
		{ ERROR_NOT_SAME_DEVICE, EXDEV },
		{ ERROR_NOT_ENOUGH_MEMORY, ENOMEM },
		{ ERROR_OUTOFMEMORY, ENOMEM },
	};
	DWORD error = GetLastError();

	errno = EIO;
	for (size_t i = 0; i < COUNT_OF(known); i++)
		if (known[i].system == error)
			errno = known[i].error;
	return -1;
}

/* --- paths ------------------------------------------------------------ */

/* A name that is longer is longer than Windows can have. */
struct wide {
	wchar_t s[OS_PATH_MAX + 8];
};

#define LONG_PATH	L"\\\\?\\"
#define LONG_SHARE	L"\\\\?\\UNC\\"
/* From here on a path needs the prefix; folders want room for 8.3 names. */
#define SHORT_MAX	240

static bool
is_drive(const wchar_t *s)
{
	return s[0] != 0 && s[1] == L':' && s[2] == 0;
}

/* PATH as the system wants it; false with errno. */
static bool
widen(const char *path, struct wide *out)
{
	struct wide given;
	DWORD n;

	if (path[0] == '\0') {		/* no file has no name, as elsewhere */
		errno = ENOENT;
		return false;
	}
	if (MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, path, -1,
	    given.s, OS_PATH_MAX) == 0) {
		errno = strlen(path) < OS_PATH_MAX ? EINVAL : ENAMETOOLONG;
		return false;
	}
	if (is_drive(given.s))
		wcscat(given.s, L"\\");
	n = GetFullPathNameW(given.s, OS_PATH_MAX, out->s, NULL);
	if (n == 0 || n >= OS_PATH_MAX) {
		errno = n == 0 ? EINVAL : ENAMETOOLONG;
		return false;
	}
	if (n < SHORT_MAX || wcsncmp(out->s, L"\\\\?\\", 4) == 0)
		return true;
	given = *out;
	wcscpy(out->s, given.s[0] == L'\\' ? LONG_SHARE : LONG_PATH);
	wcscat(out->s, given.s + (given.s[0] == L'\\' ? 2 : 0));
	return true;
}

/* UTF-8 in TO of N bytes, with "/"; false when it does not fit. */
static bool
narrow(const wchar_t *from, char *to, int n)
{
	if (WideCharToMultiByte(CP_UTF8, 0, from, -1, to, n, NULL, NULL) == 0)
		return false;
	for (; *to != '\0'; to++)
		if (*to == '\\')
			*to = '/';
	return true;
}

bool
os_is_separator(char c)
{
	return c == '/' || c == '\\';
}

/* C:, C:\ or \\server\share\ */
size_t
os_root(const char *path, size_t n)
{
	size_t at = 2;
	int parts = 0;

	if (n >= 2 && path[1] == ':')
		return n > 2 && os_is_separator(path[2]) ? 3 : 2;
	if (n == 0 || !os_is_separator(path[0]))
		return 0;
	if (n < 2 || !os_is_separator(path[1]))
		return 1;
	while (at < n && parts < 2)
		parts += os_is_separator(path[at++]);
	return at;
}

bool
os_same_path(const char *a, const char *b, size_t n)
{
	wchar_t wide_a[OS_PATH_MAX], wide_b[OS_PATH_MAX];
	int length_a = MultiByteToWideChar(CP_UTF8, 0, a,
	    (int)strnlen(a, n), wide_a, OS_PATH_MAX);
	int length_b = MultiByteToWideChar(CP_UTF8, 0, b,
	    (int)strnlen(b, n), wide_b, OS_PATH_MAX);

	return CompareStringOrdinal(wide_a, length_a, wide_b, length_b,
	    TRUE) == CSTR_EQUAL;
}

long
os_link_target(const char *path, char *to, size_t n)
{
	(void)path, (void)to, (void)n;
	errno = EINVAL;		/* opening a file follows its links */
	return -1;
}

char *
os_real_path(const char *path)
{
	struct wide name, full;
	const wchar_t *s = full.s;
	HANDLE handle;
	char *out;
	DWORD n;

	if (!widen(path, &name))
		return NULL;
	handle = CreateFileW(name.s, 0, SHARED, NULL, OPEN_EXISTING,
	    FILE_FLAG_BACKUP_SEMANTICS, NULL);
	if (handle == INVALID_HANDLE_VALUE) {
		fail();
		return NULL;
	}
	n = GetFinalPathNameByHandleW(handle, full.s, OS_PATH_MAX, 0);
	CloseHandle(handle);
	if (n == 0 || n >= OS_PATH_MAX ||
	    (out = malloc(3 * (size_t)OS_PATH_MAX)) == NULL) {
		errno = ENAMETOOLONG;
		return NULL;
	}
	if (wcsncmp(s, LONG_SHARE, wcslen(LONG_SHARE)) == 0) {
		full.s[6] = L'\\';
		s += 6;
	} else if (wcsncmp(s, LONG_PATH, wcslen(LONG_PATH)) == 0) {
		s += 4;
	}
	if (narrow(s, out, 3 * OS_PATH_MAX))
		return out;
	free(out);
	errno = ENAMETOOLONG;
	return NULL;
}

/* --- files ------------------------------------------------------------ */

/* Times are 100 ns since 1601. */
#define YEAR_1970	116444736000000000LL

static int
stat_of(HANDLE handle, struct os_stat *out)
{
	BY_HANDLE_FILE_INFORMATION info;
	FILE_BASIC_INFO times;

	memset(out, 0, sizeof(*out));
	out->kind = OS_OTHER;
	if (GetFileType(handle) != FILE_TYPE_DISK)
		return 0;
	if (!GetFileInformationByHandle(handle, &info))
		return fail();
	if (!GetFileInformationByHandleEx(handle, FileBasicInfo, &times,
	    sizeof(times)) || times.ChangeTime.QuadPart == 0)
		times.ChangeTime.QuadPart = (LONGLONG)
		    ((uint64_t)info.ftLastWriteTime.dwHighDateTime << 32 |
		    info.ftLastWriteTime.dwLowDateTime);
	*out = (struct os_stat){
		.kind = info.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY ?
		    OS_FOLDER : OS_FILE,
		.device = info.dwVolumeSerialNumber,
		.number = (uint64_t)info.nFileIndexHigh << 32 |
		    info.nFileIndexLow,
		.size = (long long)((uint64_t)info.nFileSizeHigh << 32 |
		    info.nFileSizeLow),
		.names = info.nNumberOfLinks,
		.changed = (times.ChangeTime.QuadPart - YEAR_1970) * 100,
	};
	return 0;
}

int
os_stat(const char *path, struct os_stat *out)
{
	struct wide name;
	HANDLE handle;
	int status;

	if (!widen(path, &name))
		return -1;
	handle = CreateFileW(name.s, FILE_READ_ATTRIBUTES, SHARED, NULL,
	    OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, NULL);
	if (handle == INVALID_HANDLE_VALUE)
		return fail();
	status = stat_of(handle, out);
	CloseHandle(handle);
	return status;
}

static HANDLE
handle_of(int file)
{
	return (HANDLE)_get_osfhandle(file);
}

int
os_stat_open(int file, struct os_stat *out)
{
	return stat_of(handle_of(file), out);
}

bool
os_exists(const char *path)
{
	struct wide name;

	if (!widen(path, &name))
		return false;
	if (GetFileAttributesW(name.s) != INVALID_FILE_ATTRIBUTES)
		return true;
	fail();
	return false;
}

static bool
is_folder(const wchar_t *name)
{
	DWORD attributes = GetFileAttributesW(name);

	return attributes != INVALID_FILE_ATTRIBUTES &&
	    (attributes & FILE_ATTRIBUTE_DIRECTORY) != 0;
}

/* What Windows calls no access is a folder, or a file that is in use. */
static int
fail_at(const wchar_t *name)
{
	DWORD error = GetLastError();
	HANDLE handle;

	if (error != ERROR_ACCESS_DENIED)
		return fail();
	if (is_folder(name)) {
		errno = EISDIR;
		return -1;
	}
	handle = CreateFileW(name, DELETE, FILE_SHARE_DELETE, NULL,
	    OPEN_EXISTING, 0, NULL);
	if (handle != INVALID_HANDLE_VALUE)
		CloseHandle(handle);
	else if (GetLastError() == ERROR_SHARING_VIOLATION)
		error = ERROR_SHARING_VIOLATION;
	SetLastError(error);
	return fail();
}

static int
open_wide(const char *path, DWORD access, DWORD how, int flags)
{
	struct wide name;
	HANDLE handle;
	int file;

	if (!widen(path, &name))
		return -1;
	handle = CreateFileW(name.s, access, SHARED, NULL, how,
	    FILE_ATTRIBUTE_NORMAL, NULL);
	if (handle == INVALID_HANDLE_VALUE)
		return fail_at(name.s);
	file = _open_osfhandle((intptr_t)handle, flags | _O_BINARY |
	    _O_NOINHERIT);
	if (file < 0)
		CloseHandle(handle);
	return file;
}

int
os_open(const char *path, enum os_open how, unsigned mode)
{
	static const struct {
		DWORD access, how;
		int flags;
	} ways[] = {
		[OS_READ] = { GENERIC_READ, OPEN_EXISTING, _O_RDONLY },
		[OS_READ_PLAIN] = { GENERIC_READ, OPEN_EXISTING, _O_RDONLY },
		[OS_WRITE] = { GENERIC_WRITE, OPEN_EXISTING, _O_WRONLY },
		[OS_REOPEN] = { BOTH, OPEN_EXISTING, _O_RDWR },
		[OS_MAKE] = { BOTH, OPEN_ALWAYS, _O_RDWR },
		[OS_MAKE_EMPTY] = { BOTH, CREATE_ALWAYS, _O_RDWR },
		[OS_MAKE_NEW] = { BOTH, CREATE_NEW, _O_RDWR },
	};

	(void)mode;
	return open_wide(path, ways[how].access, ways[how].how,
	    ways[how].flags);
}

int
os_open_output(void)
{
	return _dup(1);
}

bool
os_is_output(const struct os_stat *st)
{
	struct os_stat out;

	return os_stat_open(1, &out) == 0 && out.kind == OS_FILE &&
	    out.device == st->device && out.number == st->number;
}

int
os_close(int file)
{
	return _close(file);
}

/* One call of the system takes 32 bits. */
#define CALL_MAX	((size_t)1 << 30)

long
os_read(int file, void *p, size_t n)
{
	return _read(file, p, (unsigned)(n < CALL_MAX ? n : CALL_MAX));
}

long
os_write(int file, const void *p, size_t n)
{
	return _write(file, p, (unsigned)(n < CALL_MAX ? n : CALL_MAX));
}

int
os_flush(int file)
{
	return FlushFileBuffers(handle_of(file)) ? 0 : fail();
}

const void *
os_map(const char *path, size_t *n)
{
	struct wide wide;
	HANDLE file, map;
	LARGE_INTEGER size;
	const void *p = NULL;

	if (!widen(path, &wide))
		return NULL;
	file = CreateFileW(wide.s, GENERIC_READ, SHARED, NULL, OPEN_EXISTING,
	    FILE_ATTRIBUTE_NORMAL, NULL);
	if (file == INVALID_HANDLE_VALUE) {
		fail();
		return NULL;
	}
	/* The view keeps the file: its handles may go. */
	if (GetFileSizeEx(file, &size) && size.QuadPart > 0 && (map =
	    CreateFileMappingW(file, NULL, PAGE_READONLY, 0, 0, NULL)) !=
	    NULL) {
		*n = (size_t)size.QuadPart;
		p = MapViewOfFile(map, FILE_MAP_READ, 0, 0, 0);
		CloseHandle(map);
	}
	CloseHandle(file);
	if (p == NULL)
		fail();
	return p;
}

void
os_unmap(const void *p, size_t n)
{
	(void)n;
	UnmapViewOfFile(p);
}

/* A byte beyond all others: what is locked cannot be read by anybody else. */
int
os_lock(int file)
{
	OVERLAPPED at = { .OffsetHigh = 0x40000000 };

	return LockFileEx(handle_of(file), LOCKFILE_EXCLUSIVE_LOCK |
	    LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &at) ? 0 : fail();
}

/* A new file inherits who may do what from its folder. */
int
os_take_owner(int file, const struct os_stat *old)
{
	(void)file, (void)old;
	return 0;
}

int
os_take_mode(const char *path, const struct os_stat *old)
{
	(void)path, (void)old;
	return 0;
}

FILE *
os_stream(int file, const char *mode)
{
	return _fdopen(file, mode);
}

FILE *
os_stream_scratch(void)
{
	wchar_t folder[MAX_PATH + 1], name[MAX_PATH + 1];
	HANDLE handle;
	int file;

	if (GetTempPathW(MAX_PATH + 1, folder) == 0 ||
	    GetTempFileNameW(folder, L"gw", 0, name) == 0 ||
	    (handle = CreateFileW(name, GENERIC_READ | GENERIC_WRITE, SHARED,
	    NULL, CREATE_ALWAYS, FILE_ATTRIBUTE_TEMPORARY |
	    FILE_FLAG_DELETE_ON_CLOSE, NULL)) == INVALID_HANDLE_VALUE) {
		fail();
		return NULL;
	}
	file = _open_osfhandle((intptr_t)handle, _O_RDWR | _O_BINARY);
	return file < 0 ? NULL : _fdopen(file, "w+b");
}

int
os_stream_flush(FILE *file)
{
	return os_flush(_fileno(file));
}

/* A handle has one place: it is put back before anybody writes again. */
long
os_stream_read_at(FILE *file, unsigned long long at, void *p, size_t n)
{
	LARGE_INTEGER here, there = { .QuadPart = (LONGLONG)at }, zero = { 0 };
	HANDLE handle = handle_of(_fileno(file));
	DWORD got = 0;
	bool good;

	_lock_file(file);
	good = SetFilePointerEx(handle, zero, &here, FILE_CURRENT) &&
	    SetFilePointerEx(handle, there, NULL, FILE_BEGIN) &&
	    ReadFile(handle, p, (DWORD)(n < CALL_MAX ? n : CALL_MAX), &got,
	    NULL);
	if (!good)
		fail();
	SetFilePointerEx(handle, here, NULL, FILE_BEGIN);
	_unlock_file(file);
	return good ? (long)got : -1;
}

int
os_stream_seek(FILE *file, unsigned long long at)
{
	return _fseeki64(file, (long long)at, SEEK_SET);
}

int
os_stream_cut(FILE *file, unsigned long long size)
{
	int error = _chsize_s(_fileno(file), (long long)size);

	if (error != 0)
		errno = error;
	return error != 0 ? -1 : 0;
}

long long
os_stream_tell(FILE *file)
{
	return _ftelli64(file);
}

static int
move(const char *from, const char *to, DWORD how)
{
	struct wide old, new;

	if (!widen(from, &old) || !widen(to, &new))
		return -1;
	return MoveFileExW(old.s, new.s, how) ? 0 : fail_at(new.s);
}

int
os_rename(const char *from, const char *to)
{
	return move(from, to, MOVEFILE_REPLACE_EXISTING |
	    MOVEFILE_WRITE_THROUGH);
}

int
os_rename_new(const char *from, const char *to)
{
	return move(from, to, 0);
}

int
os_remove(const char *path)
{
	struct wide name;

	if (!widen(path, &name))
		return -1;
	return DeleteFileW(name.s) ? 0 : fail_at(name.s);
}

int
os_make_folder(const char *path)
{
	struct wide name;

	if (!widen(path, &name))
		return -1;
	return CreateDirectoryW(name.s, NULL) ? 0 : fail();
}

int
os_list(const char *path, void (*each)(void *, const char *), void *context)
{
	char found[4 * MAX_PATH];
	WIN32_FIND_DATAW data;
	struct wide name;
	HANDLE handle;

	if (!widen(path, &name))
		return -1;
	if (!is_folder(name.s)) {
		errno = os_exists(path) ? ENOTDIR : ENOENT;
		return -1;
	}
	if (wcslen(name.s) + 2 >= OS_PATH_MAX) {
		errno = ENAMETOOLONG;
		return -1;
	}
	wcscat(name.s, L"\\*");
	handle = FindFirstFileW(name.s, &data);
	if (handle == INVALID_HANDLE_VALUE)
		return fail();
	do
		if (narrow(data.cFileName, found, sizeof(found)))
			each(context, found);
	while (FindNextFileW(handle, &data));
	FindClose(handle);
	return 0;
}

/* The names of a folder are written through by MoveFileEx. */
int
os_flush_folder(const char *path)
{
	(void)path;
	return 0;
}

/* Only an administrator may flush a disk; Windows does so within seconds. */
int
os_flush_disk(const char *path)
{
	return os_exists(path) ? 0 : -1;
}

/* --- threads ---------------------------------------------------------- */

struct os_lock {
	SRWLOCK lock;
	CONDITION_VARIABLE bell;
};

struct os_lock *
os_lock_new(void)
{
	struct os_lock *lock = malloc(sizeof(*lock));

	if (lock != NULL) {
		InitializeSRWLock(&lock->lock);
		InitializeConditionVariable(&lock->bell);
	}
	return lock;
}

void
os_lock_free(struct os_lock *lock)
{
	free(lock);
}

void
os_enter(struct os_lock *lock)
{
	AcquireSRWLockExclusive(&lock->lock);
}

void
os_leave(struct os_lock *lock)
{
	ReleaseSRWLockExclusive(&lock->lock);
}

void
os_wait(struct os_lock *lock)
{
	SleepConditionVariableSRW(&lock->bell, &lock->lock, INFINITE, 0);
}

void
os_wake(struct os_lock *lock)
{
	WakeAllConditionVariable(&lock->bell);
}

struct call {
	void (*work)(void *);
	void *context;
};

static DWORD WINAPI
start_call(void *call)
{
	const struct call *c = call;

	c->work(c->context);
	return 0;
}

void
os_run(unsigned n, void (*work)(void *), void *context)
{
	HANDLE threads[OS_THREADS_MAX];
	struct call call = { work, context };
	unsigned started = 0;

	while (started + 1 < n && started < OS_THREADS_MAX &&
	    (threads[started] = CreateThread(NULL, 0, start_call, &call, 0,
	    NULL)) != NULL)
		started++;
	work(context);
	for (unsigned i = 0; i < started; i++) {
		WaitForSingleObject(threads[i], INFINITE);
		CloseHandle(threads[i]);
	}
}

unsigned
os_cores(void)
{
	SYSTEM_INFO info;

	GetSystemInfo(&info);
	return info.dwNumberOfProcessors;
}

/* --- the process ------------------------------------------------------ */

void
os_start(int *argc, char ***argv)
{
	wchar_t **wide = CommandLineToArgvW(GetCommandLineW(), argc);
	char **out;

	for (int i = 0; i < 3; i++)
		_setmode(i, _O_BINARY);
	SetConsoleOutputCP(CP_UTF8);
	SetConsoleCP(CP_UTF8);
	out = heap_new((size_t)*argc + 1, sizeof(*out));
	if (wide == NULL)
		out_of_memory();
	for (int i = 0; i < *argc; i++) {
		int n = WideCharToMultiByte(CP_UTF8, 0, wide[i], -1, NULL, 0,
		    NULL, NULL);

		if (n <= 0 || (out[i] = malloc((size_t)n)) == NULL)
			out_of_memory();
		WideCharToMultiByte(CP_UTF8, 0, wide[i], -1, out[i], n, NULL,
		    NULL);
	}
	LocalFree(wide);
	*argv = out;
}

double
os_clock(void)
{
	LARGE_INTEGER now, second;

	QueryPerformanceCounter(&now);
	QueryPerformanceFrequency(&second);
	return (double)now.QuadPart / (double)second.QuadPart;
}

void
os_sleep(double seconds)
{
	Sleep((DWORD)(seconds * 1000));
}

unsigned long
os_process(void)
{
	return GetCurrentProcessId();
}

bool
os_is_terminal(int file)
{
	DWORD mode;

	return GetConsoleMode(handle_of(file), &mode) != 0;
}

char *
os_cache_folder(void)
{
	const wchar_t *folder = _wgetenv(L"LOCALAPPDATA");
	char *path = malloc(OS_PATH_MAX);

	if (folder != NULL && path != NULL && WideCharToMultiByte(CP_UTF8, 0,
	    folder, -1, path, OS_PATH_MAX, NULL, NULL) > 0)
		return path;
	free(path);
	return NULL;
}

const char *
os_language(void)
{
	const char *wanted = getenv("LC_ALL");

	if (wanted == NULL || *wanted == '\0')
		wanted = getenv("LANG");
	if (wanted != NULL && *wanted != '\0')
		return wanted;
	return PRIMARYLANGID(GetUserDefaultUILanguage()) == LANG_CHINESE ?
	    "zh" : "en";
}

/* A window that Explorer opened for it closes with it. */
bool
os_owns_window(void)
{
	DWORD processes[2];

	return GetConsoleProcessList(processes, 2) == 1;
}

static volatile sig_atomic_t *stop_wanted;

static BOOL WINAPI
want_stop(DWORD event)
{
	(void)event;
	if (*stop_wanted)
		return FALSE;
	*stop_wanted = 1;
	return TRUE;
}

void
os_catch_stop(volatile sig_atomic_t *stop)
{
	stop_wanted = stop;
	SetConsoleCtrlHandler(want_stop, TRUE);
}

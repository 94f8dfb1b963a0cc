using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SyncKit.Core.Tests.World;
using SyncKit.Credentials;

namespace SyncKit.Core.Tests.Credentials;

public sealed class FileKeysTests : KeyProviderTests, IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private readonly string directory = Directory.CreateTempSubdirectory("synckit-keys-").FullName;
    private readonly FakeTimeProvider time = new();
    private readonly LogSink log = new();
    private readonly string path;
    private readonly FileKeys keys;

    public FileKeysTests()
    {
        path = Path.Combine(directory, "keys.json");
        LoggerFactory factory = new([log]);
        keys = new FileKeys(path, time, factory.CreateLogger<FileKeys>());
        Write("k1", "k2");
    }

    private protected override IKeyProvider Provider => keys;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private protected override void Change(bool takeAway)
    {
        Write("k2", takeAway ? [] : ["k1"]);
        time.Advance(Fresh);
    }

    [Fact]
    public async Task The_file_is_looked_at_every_ten_seconds()
    {
        await keys.GetActiveKeyIdAsync(Cancel);
        Write("k2", "k1");
        time.Advance(Fresh - TimeSpan.FromMilliseconds(1));
        (await keys.GetActiveKeyIdAsync(Cancel)).Should().Be("k1");

        time.Advance(TimeSpan.FromMilliseconds(1));

        (await keys.GetActiveKeyIdAsync(Cancel)).Should().Be("k2");
    }

    [Fact]
    public async Task A_key_that_another_host_uses_already_is_found_at_once()
    {
        await keys.GetActiveKeyIdAsync(Cancel);
        Write("k3", "k1");
        byte[] wrapped = await Keys.Configured("k3").WrapAsync("k3", new byte[32], "bound", Cancel);

        (await keys.UnwrapAsync("k3", wrapped, "bound", Cancel)).Should().HaveCount(32);
    }

    [Fact]
    public async Task A_link_that_points_elsewhere_is_followed_as_under_a_mounted_secret()
    {
        Directory.CreateDirectory(Path.Combine(directory, "..1"));
        Directory.CreateDirectory(Path.Combine(directory, "..2"));
        File.WriteAllText(Path.Combine(directory, "..1", "keys.json"), Ring("k1"));
        File.WriteAllText(Path.Combine(directory, "..2", "keys.json"), Ring("k2", "k1"));
        File.Delete(path);
        File.CreateSymbolicLink(Path.Combine(directory, "..data"), Path.Combine(directory, "..1"));
        File.CreateSymbolicLink(path, Path.Combine(directory, "..data", "keys.json"));
        (await keys.GetActiveKeyIdAsync(Cancel)).Should().Be("k1");

        Directory.Delete(Path.Combine(directory, "..data"));
        File.CreateSymbolicLink(Path.Combine(directory, "..data"), Path.Combine(directory, "..2"));
        time.Advance(Fresh);

        (await keys.GetActiveKeyIdAsync(Cancel)).Should().Be("k2");
    }

    [Theory]
    [InlineData("", "is not of the form")]
    [InlineData("[]", "is not of the form")]
    [InlineData("{\"active\":1}", "is not of the form")]
    [InlineData("{\"active\":\"k1\",\"active\":\"k2\"}", "is not of the form")]
    [InlineData("{}", "active is missing")]
    [InlineData("{\"active\":\"k1\",\"keys\":{}}", "keys.k1 is missing")]
    [InlineData("{\"active\":\"k1\",\"keys\":{\"k1\":\"c2VjcmV0LW1hcmtlcg==\"}}", "keys.k1 is not a 256-bit key")]
    public async Task A_file_that_is_broken_at_the_start_is_refused_by_its_name(string content, string problem)
    {
        File.WriteAllText(path, content);

        (await FluentActions.Awaiting(() => keys.GetActiveKeyIdAsync(Cancel).AsTask()).Should().ThrowAsync<CredentialException>())
            .WithMessage($"*'{path}'*{problem}*").Which.ToString().Should().NotContain("c2Vjc");
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        File.Delete(path);

        (await FluentActions.Awaiting(() => keys.GetActiveKeyIdAsync(Cancel).AsTask()).Should().ThrowAsync<CredentialException>())
            .WithMessage($"*'{path}' cannot be read*").Which.IsTransient.Should().BeFalse();
    }

    [Fact]
    public async Task A_file_that_breaks_at_work_is_reported_once_and_the_keys_stay()
    {
        await keys.GetActiveKeyIdAsync(Cancel);
        File.WriteAllText(path, Ring("k2")[..40]);
        time.Advance(Fresh);
        (await keys.GetActiveKeyIdAsync(Cancel)).Should().Be("k1");
        time.Advance(Fresh);
        (await keys.GetActiveKeyIdAsync(Cancel)).Should().Be("k1");
        log.Texts.Should().ContainSingle(line => line.Contains("is not of the form") && line.Contains(path));

        Write("k2");
        time.Advance(Fresh);

        (await keys.GetActiveKeyIdAsync(Cancel)).Should().Be("k2");
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite, true, false)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.OtherRead, false, true)]
    [InlineData(UnixFileMode.UserRead, false, false)]
    public async Task A_file_that_all_may_write_is_refused_and_one_that_all_may_read_is_warned_of(UnixFileMode mode, bool isRefused, bool isWarned)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        SetMode(path, mode);

        Func<Task> ask = () => keys.GetActiveKeyIdAsync(Cancel).AsTask();

        if (isRefused)
        {
            await ask.Should().ThrowAsync<CredentialException>().WithMessage($"*'{path}' may be written by every user*chmod 600*");
        }
        else
        {
            await ask();
            time.Advance(Fresh);
            await ask();
            log.Texts.Count(line => line.Contains("chmod 600")).Should().Be(isWarned ? 1 : 0);
        }
    }

    private static string Ring(string active, params string[] others) => JsonSerializer.Serialize(new
    {
        active,
        keys = others.Prepend(active).ToDictionary(id => id, Keys.Of),
    });

    private void Write(string active, params string[] others)
    {
        string next = path + ".next";
        File.WriteAllText(next, Ring(active, others));
        SetMode(next, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Move(next, path, overwrite: true);
    }

    private static void SetMode(string file, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, mode);
        }
    }
}

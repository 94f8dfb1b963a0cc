using SyncKit.Connectors;
using SyncKit.Credentials;
using SyncKit.Faults;
using SyncKit.QuickBooks.Authentication;
using SyncKit.QuickBooks.Tests.Hosting;

namespace SyncKit.QuickBooks.Tests.Authentication;

public class EnvironmentTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Task<Host> StartAsync(string environment) => Host.StartAsync(app: options => options.Environment = environment);

    [Fact]
    public async Task The_first_refresh_binds_tokens_to_their_environment()
    {
        await using Host host = await StartAsync("production");
        (await host.Get<AccessTokens>().GetAsync(host.Books.Id, null, Token)).IsGood.Should().BeTrue();
        host.Credentials.Of(host.Books.Id)!.Find(QuickBooksCredentials.Environment)!.Reveal().Should().Be("production");
        host.Time.Advance(TimeSpan.FromHours(1));
        (await host.Get<AccessTokens>().GetAsync(host.Books.Id, null, Token)).IsGood.Should().BeTrue("its own environment goes on using them");
    }

    [Theory]
    [InlineData("staging", "'staging'")]
    [InlineData("", "names none")]
    public async Task A_copy_of_the_database_does_not_touch_the_originals_tokens_trap_3(string environment, string said)
    {
        await using Host copy = await StartAsync(environment);
        copy.Credentials.Put(copy.Books.Id, CredentialSet.Of(
            (QuickBooksCredentials.RefreshToken, copy.Company.RefreshToken),
            (QuickBooksCredentials.AccessToken, "still-good"),
            (QuickBooksCredentials.AccessTokenExpiresAt, copy.Time.GetUtcNow().AddHours(1).ToString("O")),
            (QuickBooksCredentials.Environment, "production")));
        Failure failure = (await copy.Get<AccessTokens>().GetAsync(copy.Books.Id, null, Token)).Failure!;
        failure.Kind.Should().Be(FailureKind.NeedsAttention);
        failure.Code.Should().Be("quickbooks.other-environment");
        failure.Message.Should().Contain("'production'").And.Contain(said);
        copy.Simulator.Calls.Should().Be(0);
        copy.Credentials.Saved.Should().BeEmpty();
    }

    [Fact]
    public async Task Tokens_that_are_bound_to_nothing_stay_so_where_no_environment_is_named()
    {
        await using Host host = await StartAsync("");
        (await host.Get<AccessTokens>().GetAsync(host.Books.Id, null, Token)).IsGood.Should().BeTrue();
        host.Credentials.Of(host.Books.Id)!.Names.Should().NotContain(QuickBooksCredentials.Environment);
    }

    [Fact]
    public async Task The_end_that_no_refresh_moves_is_kept_and_warned_of_sixty_days_ahead_trap_6()
    {
        await using Host host = await Host.StartAsync();
        await host.Get<AccessTokens>().GetAsync(host.Books.Id, null, Token);
        CredentialSet stored = host.Credentials.Of(host.Books.Id)!;
        DateTimeOffset end = TokenLife.HardEnd(stored)!.Value;
        end.Should().BeAfter(Shop.Now.AddYears(4));
        TokenLife.RollingEnd(stored)!.Value.Should().BeCloseTo(Shop.Now.AddDays(100), TimeSpan.FromDays(2)).And.BeBefore(end);
        TokenLife.Warning(stored, Shop.Now).Should().BeNull();

        CredentialSet used = stored.With(QuickBooksCredentials.RefreshTokenExpiresAt, end.AddDays(100).ToString("O"));
        TokenLife.Warning(used, end.AddDays(-61)).Should().BeNull();
        Finding due = TokenLife.Warning(used, end.AddDays(-60))!;
        due.Severity.Should().Be(FindingSeverity.Warning);
        due.Message.Should().Contain(end.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)).And.Contain("connect it again");
        TokenLife.Warning(stored, Shop.Now.AddDays(80))!.Message.Should().Contain("not been used");
        TokenLife.Warning(CredentialSet.Of(("other", "x")), Shop.Now).Should().BeNull();
    }
}

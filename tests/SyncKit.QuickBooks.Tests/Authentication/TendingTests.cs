using SyncKit.Connecting;
using SyncKit.Credentials;
using SyncKit.Faults;
using SyncKit.QuickBooks.Authentication;
using SyncKit.QuickBooks.Tests.Hosting;
using SyncKit.Testing.Faults;
using SyncKit.Testing.Loopback;
using SyncKit.Testing.QuickBooks;

namespace SyncKit.QuickBooks.Tests.Authentication;

/// <summary>Tokens that are renewed before anybody needs them.</summary>
public class TendingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_access_token_in_use_is_renewed_before_it_ends_and_no_call_waits_for_it()
    {
        await using Host host = await Host.StartAsync();
        AccessTokens tokens = host.Get<AccessTokens>();
        await tokens.GetAsync(host.Books.Id, null, Token);
        await Tend(host);
        host.Time.Advance(TimeSpan.FromMinutes(51));
        AccessToken used = await tokens.GetAsync(host.Books.Id, null, Token);
        Refreshes(host).Should().Be(1);

        await Tend(host);
        await Tend(host);

        Refreshes(host).Should().Be(2);
        (await tokens.GetAsync(host.Books.Id, null, Token)).Value!.Reveal().Should().NotBe(used.Value!.Reveal());
        Refreshes(host).Should().Be(2);
    }

    [Fact]
    public async Task An_access_token_that_nobody_uses_is_let_run_out()
    {
        await using Host host = await Host.StartAsync();
        await host.Get<AccessTokens>().GetAsync(host.Books.Id, null, Token);
        for (int minute = 0; minute < 24 * 60; minute += 10)
        {
            host.Time.Advance(TimeSpan.FromMinutes(10));
            await Tend(host);
        }

        Refreshes(host).Should().Be(1);
    }

    [Fact]
    public async Task A_connection_that_was_idle_for_a_year_still_works()
    {
        await using Host host = await Host.StartAsync();
        await host.Get<AccessTokens>().GetAsync(host.Books.Id, null, Token);
        for (int day = 0; day < 365; day++)
        {
            host.Time.Advance(TimeSpan.FromDays(1));
            (await Tend(host)).Should().BeEquivalentTo(GrantLife.Endless);
        }

        Refreshes(host).Should().BeInRange(7, 9, "each renewal lasts for about fifty days");
        (await host.Get<AccessTokens>().GetAsync(host.Books.Id, null, Token)).IsGood.Should().BeTrue();
    }

    [Fact]
    public async Task The_hard_end_is_told_of_from_60_days_ahead()
    {
        await using Host host = await Host.StartAsync();
        await host.Get<AccessTokens>().GetAsync(host.Books.Id, null, Token);
        DateTimeOffset end = host.Time.GetUtcNow().AddDays(365 * 5);
        GrantLife life = GrantLife.Endless;
        while (life.Edges.Count == 0)
        {
            host.Time.Advance(TimeSpan.FromDays(1));
            life = await Tend(host);
        }

        GrantEdge edge = life.Edges.Should().ContainSingle().Subject;
        (edge.Name, edge.EndsAt).Should().Be(("hard", end));
        (end - host.Time.GetUtcNow()).Should().BeCloseTo(TimeSpan.FromDays(60), TimeSpan.FromDays(1));
        edge.Message.Should().Contain(end.ToString("yyyy-MM-dd"));
    }

    [Fact]
    public async Task The_rolling_end_is_told_of_when_renewing_fails_for_long()
    {
        await using Host host = await Host.StartAsync();
        await host.Get<AccessTokens>().GetAsync(host.Books.Id, null, Token);
        host.Simulator.Faults.Always(Fault.Fail(503), IsTokenCall);
        host.Time.Advance(TimeSpan.FromDays(60));
        GrantLife early = await Tend(host);
        host.Time.Advance(TimeSpan.FromDays(15));
        GrantLife late = await Tend(host);

        early.Failure!.Kind.Should().Be(FailureKind.Transient);
        early.Edges.Should().BeEmpty();
        late.Edges.Should().ContainSingle().Which.Name.Should().Be("rolling");
    }

    [Fact]
    public async Task A_dead_grant_says_that_it_needs_a_person()
    {
        await using Host host = await Host.StartAsync();
        await host.Get<AccessTokens>().GetAsync(host.Books.Id, null, Token);
        host.Company.RevokeGrant();
        host.Time.Advance(TimeSpan.FromDays(60));

        Failure failure = (await Tend(host)).Failure!;

        (failure.Kind, failure.Code).Should().Be((FailureKind.NeedsAttention, "quickbooks.reconnect"));
    }

    [Fact]
    public async Task The_stored_secrets_are_read_daily_and_not_with_every_round()
    {
        await using Host host = await Host.StartAsync();
        int before = host.Credentials.Reads;
        for (int minute = 0; minute < 100; minute++)
        {
            await Tend(host);
            host.Time.Advance(TimeSpan.FromMinutes(1));
        }

        (host.Credentials.Reads - before).Should().Be(1);
    }

    [Theory]
    [InlineData(0, true, false)]
    [InlineData(0, false, false)]
    [InlineData(24, true, true)]
    public async Task A_process_that_died_before_it_stored_the_answer_leaves_what_Intuit_makes_of_the_old_value(int graceHours, bool kills, bool works)
    {
        await using Host host = await Host.StartAsync(configure: options =>
        {
            options.RefreshRotation = RefreshRotation.EveryRefresh;
            options.OldRefreshTokenGrace = TimeSpan.FromHours(graceHours);
            options.ParallelRefreshKillsGrant = kills;
        });
        host.Credentials.BeforeSave = () => throw new InvalidOperationException("The process died.");
        await host.Get<AccessTokens>().Awaiting(tokens => tokens.GetAsync(host.Books.Id, null, Token)).Should().ThrowAsync<InvalidOperationException>();
        host.Credentials.BeforeSave = null;

        AccessToken next = await host.Get<AccessTokens>().GetAsync(host.Books.Id, null, Token);

        next.IsGood.Should().Be(works);
        if (!works)
        {
            next.Failure!.Code.Should().Be("quickbooks.reconnect");
            host.Credentials.Put(host.Books.Id, CredentialSet.Of((QuickBooksCredentials.RefreshToken, host.Company.Reconnect())));
            (await host.Get<AccessTokens>().GetAsync(host.Books.Id, null, Token)).IsGood.Should().BeTrue("a person connected it again");
        }
    }

    [Fact]
    public async Task A_process_that_stalled_past_its_right_does_not_overwrite_what_was_refreshed_later()
    {
        await using Host host = await Host.StartAsync();
        DateTimeOffset later = host.Time.GetUtcNow().AddHours(2);
        bool once = false;
        host.Credentials.BeforeSave = () =>
        {
            if (!once)
            {
                // Another process took the right over, and Intuit gave it the same refresh token again.
                once = true;
                host.Credentials.Put(host.Books.Id, host.Credentials.Of(host.Books.Id)!
                    .With(QuickBooksCredentials.AccessToken, "later")
                    .With(QuickBooksCredentials.AccessTokenExpiresAt, later.ToString("O")));
            }
        };

        AccessToken token = await host.Get<AccessTokens>().GetAsync(host.Books.Id, null, Token);

        token.Value!.Reveal().Should().Be("later");
        host.Credentials.Of(host.Books.Id)!.Find(QuickBooksCredentials.AccessToken)!.Reveal().Should().Be("later");
        host.Credentials.Saved.Should().BeEmpty();
    }

    [Fact]
    public async Task Who_is_refused_because_a_stalled_process_had_refreshed_takes_what_that_one_stored()
    {
        await using Host host = await Host.StartAsync();
        host.Credentials.Put(host.Books.Id, CredentialSet.Of((QuickBooksCredentials.RefreshToken, "replaced")));
        host.Credentials.BeforeRead = reads =>
        {
            // The first read is for the call, the second for the refresh, and the third after Intuit refused it.
            if (reads == 3)
            {
                host.Credentials.Put(host.Books.Id, CredentialSet.Of(
                    (QuickBooksCredentials.RefreshToken, "newest"),
                    (QuickBooksCredentials.AccessToken, "stored late"),
                    (QuickBooksCredentials.AccessTokenExpiresAt, host.Time.GetUtcNow().AddHours(1).ToString("O"))));
            }
        };

        AccessToken token = await host.Get<AccessTokens>().GetAsync(host.Books.Id, null, Token);

        token.Value!.Reveal().Should().Be("stored late");
        Refreshes(host).Should().Be(1);
    }

    private static Task<GrantLife> Tend(Host host) => host.Get<TokenTending>().RunAsync(host.Books.Id, Token);

    private static int Refreshes(Host host) => host.Simulator.CountCalls(IsTokenCall);

    private static bool IsTokenCall(SimulatedRequest request) => request.Path.EndsWith("/tokens/bearer", StringComparison.Ordinal);
}

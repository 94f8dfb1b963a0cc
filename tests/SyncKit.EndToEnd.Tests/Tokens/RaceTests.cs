using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using SyncKit.Connections;
using SyncKit.Credentials;
using SyncKit.EndToEnd.Tests.Host;
using SyncKit.QuickBooks;
using SyncKit.Testing.QuickBooks;

namespace SyncKit.EndToEnd.Tests.Tokens;

public sealed class RaceTests
{
    private const int Racers = 50;

    private static readonly ConnectionId Books = new(new TenantId("acme"), "quickbooks", "books");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fifty_processes_whose_token_ran_out_refresh_it_once_and_the_grant_lives()
    {
        using TemporaryFolder folder = new();
        await using QuickBooksSimulator intuit = await QuickBooksSimulator.StartAsync(
            new QuickBooksSimulatorOptions
            {
                RefreshRotation = RefreshRotation.EveryRefresh,
                ParallelRefreshKillsGrant = true,
                Limits = new QuickBooksLimits { Enforced = false },
            },
            Cancellation);
        SimulatedCompany company = intuit.AddCompany(new CompanyOptions { TaxEngine = TaxEngine.Automated });
        string database = $"Data Source={folder.File("race.db")}";
        string key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        string[] arguments = [database, key, intuit.ClientId, intuit.ClientSecret, intuit.ApiUrl.ToString(), intuit.TokenUrl.ToString(), Books.ToString()];
        await ConnectAsync(database, key, company);

        string[] tokens = await RaceAsync(arguments, Racers);

        Refreshes(intuit).Should().Be(1);

        // Had somebody used a replaced value, the grant would be dead by now, and the token with it.
        string token = tokens.Distinct().Should().ContainSingle().Subject;
        using HttpClient client = new();
        using HttpRequestMessage call = new(HttpMethod.Get, new Uri(intuit.ApiUrl, $"v3/company/{company.RealmId}/companyinfo/{company.RealmId}"));
        call.Headers.Authorization = new("Bearer", token);
        using HttpResponseMessage answer = await client.SendAsync(call, Cancellation);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    private static int Refreshes(QuickBooksSimulator intuit) => intuit.CountCalls(call => call.Path.EndsWith("/tokens/bearer", StringComparison.Ordinal));

    private static async Task ConnectAsync(string database, string key, SimulatedCompany company)
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddSyncKit()
            .WithCredentialKeys(keys =>
            {
                keys.Active = "k1";
                keys.Keys["k1"] = key;
            })
            .UseSqlite(database);
        await using ServiceProvider provider = services.BuildServiceProvider();
        CredentialSet secrets = CredentialSet.Of(
            (QuickBooksCredentials.RefreshToken, company.RefreshToken),
            (QuickBooksCredentials.AccessToken, "ran-out"),
            (QuickBooksCredentials.AccessTokenExpiresAt, "2020-01-01T00:00:00Z"));
        await provider.GetRequiredService<ConnectionSetup>().ConnectAsync(Books, $$"""{"realmId":"{{company.RealmId}}"}""", secrets, Cancellation);
    }

    /// <summary>Starts processes, lets them go together once all are ready, and ends them by their ids whatever happens.</summary>
    private static async Task<string[]> RaceAsync(string[] arguments, int count)
    {
        List<Process> racers = [];
        try
        {
            for (int i = 0; i < count; i++)
            {
                racers.Add(Start(arguments));
            }

            foreach (Process racer in racers)
            {
                (await racer.StandardOutput.ReadLineAsync(Cancellation)).Should().Be("ready");
            }

            foreach (Process racer in racers)
            {
                racer.StandardInput.Close();
            }

            return await Task.WhenAll(racers.Select(async racer => await racer.StandardOutput.ReadLineAsync(Cancellation) ?? await racer.StandardError.ReadToEndAsync(Cancellation)));
        }
        finally
        {
            foreach (Process racer in racers)
            {
                if (!racer.HasExited)
                {
                    racer.Kill(entireProcessTree: true);
                }

                racer.Dispose();
            }
        }
    }

    private static Process Start(string[] arguments)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "SyncKit.TokenRacer.dll"));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // Fifty heaps of their own are enough of them.
        start.Environment["DOTNET_gcServer"] = "0";
        return Process.Start(start)!;
    }
}

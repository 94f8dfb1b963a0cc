using Microsoft.Extensions.DependencyInjection;
using SyncKit.Testing.Faults;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.AspNetCore.Tests.Canary;

/// <summary>What the host does with its accounts, and how they misbehave at it.</summary>
internal sealed class RunPaths(CanaryWorld world)
{
    private const string Bindings = $"{CanaryWorld.Api}/flows/{CanaryWorld.Flow}/bindings";
    private const string Check = $"{CanaryWorld.Api}/connections/quickbooks/books/check";

    public async Task WalkAsync()
    {
        await world.StepAsync("the first sync", async () =>
        {
            world.Expect(await world.PostAsync(Bindings, """{"source":"woocommerce/shop","destination":"quickbooks/books"}"""), 204);
            Sell(2);
            (await RunAsync("full")).Should().StartWith("succeeded");
        });
        await world.StepAsync("a dry run, a schedule, a reconciliation, lists", async () =>
        {
            await RunAsync("full", "\"kind\":\"dryRun\",");
            const string nightly = """{"source":"woocommerce/shop","recordKind":"order","mode":"full","cron":"0 3 * * *"}""";
            world.Expect(await world.PutAsync($"{CanaryWorld.Api}/schedules/nightly", nightly), 200, 201);
            world.Expect(await world.PostAsync($"{CanaryWorld.Api}/schedules/preview", nightly), 200);
            world.Expect(await world.PostAsync($"{CanaryWorld.Api}/reconciliations", $$"""{"flow":"{{CanaryWorld.Flow}}"}"""), 200, 202);
            foreach (string path in (string[])["", "/connections", "/connections/woocommerce/shop", "/connections/quickbooks/books", "/flows", "/runs", "/schedules", $"/inbox?flow={CanaryWorld.Flow}", $"/dead-letters?flow={CanaryWorld.Flow}", $"/ledger/documents?flow={CanaryWorld.Flow}"])
            {
                world.Expect(await world.GetAsync(CanaryWorld.Api + path), 200);
            }
        });
        await world.StepAsync("the audit trail is listed, verified and exported", async () =>
        {
            foreach (string path in (string[])["/audit", "/audit?limit=1000", "/audit/verification", "/audit/export"])
            {
                world.Expect(await world.GetAsync(CanaryWorld.Api + path), 200);
            }
        });
        await world.StepAsync("health with details, and the document of the API", async () =>
        {
            foreach (string path in (string[])["/health", "/health/live", "/health/ready", "/openapi/v1.json"])
            {
                world.Expect(await world.GetAsync(path), 200, 503);
            }
        });
        await MisbehaveAsync();
    }

    private async Task MisbehaveAsync()
    {
        await BooksAsync("books that say the expired token, which is then refreshed", static seen => seen.Path.Contains("/v3/", StringComparison.Ordinal) ? Reply.TokenExpired(seen) : null);
        await BooksAsync("books that fail with all they were told", static seen => seen.Path.Contains("/v3/", StringComparison.Ordinal) ? Reply.StackTrace(seen) : null);
        await BooksAsync("books that answer a page", static seen => seen.Path.Contains("/v3/", StringComparison.Ordinal) ? Reply.Html(seen, 200) : null);
        await BooksAsync("books that send elsewhere", static seen => seen.Path.Contains("/v3/", StringComparison.Ordinal) ? Reply.Redirect(seen) : null);
        await world.StepAsync("a refresh whose answer is lost", async () =>
        {
            world.Intuit.Faults.OnCall(1, Fault.CommitThenDrop(), static call => call.Path.EndsWith("/bearer", StringComparison.Ordinal));
            world.BooksDoor.Answer = OnceExpired();
            world.Expect(await world.PostAsync(Check), 200, 409, 503);
            world.BooksDoor.Answer = static _ => null;
            world.Intuit.Faults.Clear();
        });
        await world.StepAsync("books that cannot be reached", async () =>
        {
            Uri nowhere = new("http://127.0.0.1:9/");
            await using CanaryHost host = await CanaryHost.StartAsync(world, new CanarySettings
            {
                Keys = world.Keys,
                Services = services => services.PostConfigure<QuickBooks.QuickBooksOptions>(books => (books.ApiUrl, books.TokenUrl) = (nowhere, nowhere)),
            });
            world.Expect(await world.Client.PostAsync(host.At(Check)), 200, 409, 503);
        });
        await RefreshAsync("a refresh that is answered with a page", static seen => Reply.Html(seen, 200));
        await RefreshAsync("a refresh that fails with a stack trace", Reply.StackTrace);
        await RefreshAsync("a refresh for a client that is unknown", static seen => Reply.OAuth(seen, "invalid_client"));
        await RefreshAsync("a refresh with a token that is dead", static seen => Reply.OAuth(seen, "invalid_grant"));
        foreach (SimulatedOutage outage in Enum.GetValues<SimulatedOutage>().Where(static outage => outage != SimulatedOutage.None))
        {
            await world.StepAsync($"a store in {outage}", async () =>
            {
                world.Shop.Outage = outage;
                world.Expect(await world.PostAsync($"{CanaryWorld.Api}/connections/woocommerce/shop/check"), 200, 409, 422, 503);
                world.Shop.Outage = SimulatedOutage.None;
            });
        }

        await world.StepAsync("a store that breaks off", async () =>
        {
            foreach (Fault fault in (Fault[])[Fault.Drop(), Fault.Truncate(), Fault.Html(), Fault.Fail(500), Fault.Fail(401)])
            {
                world.Shop.Faults.Always(fault);
                world.Expect(await world.PostAsync($"{CanaryWorld.Api}/connections/woocommerce/shop/check"), 200, 409, 422, 503);
                world.Shop.Faults.Clear();
            }
        });
        await world.StepAsync("a run of a store that repeats its keys", async () =>
        {
            world.BadDoor.Answer = static _ => null;
            await SetUpBadStoreAsync();
            world.Expect(await world.PostAsync(Bindings, """{"source":"woocommerce/repeats","destination":"quickbooks/books"}"""), 204);
            foreach (Func<Seen, Reply> reply in (Func<Seen, Reply>[])[static seen => Reply.Json(seen), static seen => Reply.Json(seen, 400), static seen => Reply.Html(seen), Reply.Redirect])
            {
                await MeetAsync(world.BadDoor, reply, "woocommerce/repeats");
                world.Expect(await world.PostAsync($"{CanaryWorld.Api}/connections/woocommerce/repeats/resume"), 204, 409, 422, 503);
            }

            world.Expect(await world.DeleteAsync($"{Bindings}?source=woocommerce/repeats&destination=quickbooks/books"), 204);
        });
    }

    private Task BooksAsync(string name, Func<Seen, Reply?> answer) => world.StepAsync(name, async () =>
    {
        Sell(1);
        await MeetAsync(world.BooksDoor, answer, source: null);
        world.Expect(await world.PostAsync(Check), 200, 409, 503);
    });

    /// <summary>A run, and a check, that meet a system which misbehaves.</summary>
    private async Task MeetAsync(FrontDoor door, Func<Seen, Reply?> answer, string? source)
    {
        using SemaphoreSlim met = new(0);
        door.Answer = seen =>
        {
            Reply? reply = answer(seen);
            if (reply is not null)
            {
                met.Release();
            }

            return reply;
        };
        string run = await StartAsync("incremental", source: source);
        (await met.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken)).Should().BeTrue("the run calls it");
        world.Expect(await world.PostAsync(source is null ? Check : $"{CanaryWorld.Api}/connections/{source}/check"), 200, 409, 503);
        world.Expect(await world.PostAsync($"{CanaryWorld.Api}/runs/{run}/cancel"), 200, 409);
        await EndAsync(run);
        door.Answer = static _ => null;
    }

    /// <summary>The access token is said to have expired, and the refresh that follows goes wrong.</summary>
    private Task RefreshAsync(string name, Func<Seen, Reply> answer) => world.StepAsync(name, async () =>
    {
        int refreshes = 0;
        world.BooksDoor.Answer = seen =>
        {
            bool isRefresh = seen.Path.EndsWith("/bearer", StringComparison.Ordinal);
            refreshes += isRefresh ? 1 : 0;
            return isRefresh ? answer(seen) : Reply.TokenExpired(seen);
        };
        world.Expect(await world.PostAsync(Check), 200, 409, 503);
        world.BooksDoor.Answer = static _ => null;
        refreshes.Should().BePositive("the path leads over a refresh");
    });

    private static Func<Seen, Reply?> OnceExpired()
    {
        bool said = false;
        return seen =>
        {
            if (said || !seen.Path.Contains("/v3/", StringComparison.Ordinal))
            {
                return null;
            }

            said = true;
            return Reply.TokenExpired(seen);
        };
    }

    private async Task SetUpBadStoreAsync()
    {
        string settings = $$"""{"storeUrl":"{{world.BadDoor.Address}}"}""";
        world.Expect(await world.PostAsync($"{CanaryWorld.Api}/connections", $$"""{"connector":"woocommerce","name":"repeats","settings":{{settings}}}"""), 201);
        await world.Host.Services.GetRequiredService<Connections.ConnectionSetup>().ConnectAsync(
            CanaryWorld.Id("woocommerce", "repeats"),
            settings,
            Credentials.CredentialSet.Of(
                ("consumer_key", world.Secrets.Make("consumer key of a store that repeats", prefix: "ck_")),
                ("consumer_secret", world.Secrets.Make("consumer secret of a store that repeats", prefix: "cs_"))),
            TestContext.Current.CancellationToken);
    }

    private async Task<string> RunAsync(string mode, string more = "", string? source = null) => await EndAsync(await StartAsync(mode, more, source));

    private async Task<string> StartAsync(string mode, string more = "", string? source = null)
    {
        string what = source is null ? $"\"flow\":\"{CanaryWorld.Flow}\"" : $"\"source\":\"{source}\",\"recordKind\":\"order\"";
        Answered started = await world.PostAsync($"{CanaryWorld.Api}/runs", $"{{{more}{what},\"mode\":\"{mode}\"}}");
        world.Expect(started, 201, 200);
        return started.Json.GetProperty("id").GetString()!;
    }

    private async Task<string> EndAsync(string id)
    {
        Answered events = await world.GetAsync($"{CanaryWorld.Api}/runs/{id}/events");
        world.Expect(events, 200, 204);
        return (await world.GetAsync($"{CanaryWorld.Api}/runs/{id}")).Json.GetProperty("state").GetString()!;
    }

    private void Sell(int count)
    {
        long product = world.Shop.Store.Catalog.AddProduct(new StoreProduct { Name = "Mug", Sku = $"MUG-{world.Steps.Count}", Price = 12.49m });
        world.Shop.Store.AddOrders(Enumerable.Range(1, count).Select(number => new StoreOrder
        {
            Status = "processing",
            Billing = new StoreAddress { FirstName = "Nora", LastName = "Winter", Country = "US", State = "NY", Email = $"nora.{number}@mail.example" },
            Lines = { new StoreLine { ProductId = product, Quantity = number } },
        }));
        world.ShopClock.Advance(TimeSpan.FromMinutes(1));
    }
}

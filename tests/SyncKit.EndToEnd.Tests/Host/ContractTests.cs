using System.Text.Json;
using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.EndToEnd.Tests.Host;

public sealed class ContractTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_demo_ends_with_books_that_equal_the_shop_and_a_second_run_writes_nothing()
    {
        using TemporaryFolder folder = new();

        HostResult first = await RunAsync(folder.Path, "--once", "--orders", "120", "--data", folder.File("data"));
        HostResult second = await RunAsync(folder.Path, "--once", "--orders", "120", "--data", folder.File("data"));

        first.ExitCode.Should().Be(0, first.Errors + first.Output);
        JsonElement done = first.Summary();
        done.GetProperty("written").GetInt32().Should().BeGreaterThan(80);
        done.GetProperty("updated").GetInt32().Should().BeGreaterThan(0);
        done.GetProperty("deadLettered").GetInt32().Should().Be(0);
        done.GetProperty("waiting").GetInt32().Should().Be(0);
        done.GetProperty("differences").GetInt32().Should().Be(0);
        done.GetProperty("sourceTotal").ToString().Should().Be(done.GetProperty("booksTotal").ToString());
        done.GetProperty("apiCalls").GetProperty("quickbooks").GetInt32().Should().BeGreaterThan(0);
        done.GetProperty("read").GetInt32().Should().Be(
            new[] { "written", "updated", "unchanged", "superseded", "skipped", "deadLettered", "waiting" }.Sum(name => done.GetProperty(name).GetInt32()));
        second.ExitCode.Should().Be(0, second.Errors + second.Output);
        second.Summary().GetProperty("written").GetInt32().Should().Be(0);
        second.Summary().GetProperty("updated").GetInt32().Should().Be(0);
        second.Summary().GetProperty("booksTotal").ToString().Should().Be(done.GetProperty("booksTotal").ToString());
    }

    [Fact]
    public async Task Keys_are_rotated_by_a_command_and_the_next_run_opens_everything_with_the_new_one()
    {
        using TemporaryFolder folder = new();
        string[] run = ["--once", "--orders", "10", "--data", folder.File("data")];
        (await RunAsync(folder.Path, run)).ExitCode.Should().Be(0);

        HostResult rotated = await RunAsync(folder.Path, "--rotate-keys", "--data", folder.File("data"));
        HostResult next = await RunAsync(folder.Path, run);

        rotated.ExitCode.Should().Be(0, rotated.Errors);
        rotated.Output.Should().Contain("Key 'demo-2': 3 of 3 sets of credentials were wrapped anew.").And.NotContain("demo-1");
        next.ExitCode.Should().Be(0, next.Errors);
        next.Summary().GetProperty("written").GetInt32().Should().Be(0);
    }

    public static TheoryData<string, string> WrongConfigurations => new()
    {
        { "Keys:Active", "Keys:Active is missing" },
        { "Keys:k1", "Keys:k1 is missing" },
        { "QuickBooks:ClientId", "QuickBooks:ClientId is missing" },
        { "QuickBooks:ClientSecret", "QuickBooks:ClientSecret is missing" },
        { "Tenants:0:Id", "Tenants:0:Id is missing" },
        { "Tenants:0:WooCommerce:StoreUrl", "Tenants:0:WooCommerce:StoreUrl is missing" },
        { "Tenants:0:WooCommerce:ConsumerKey", "Tenants:0:WooCommerce:ConsumerKey is missing" },
        { "Tenants:0:WooCommerce:ConsumerSecret", "Tenants:0:WooCommerce:ConsumerSecret is missing" },
        { "Tenants:0:QuickBooks:RealmId", "Tenants:0:QuickBooks:RealmId is missing" },
        { "Tenants:0:QuickBooks:RefreshToken", "Tenants:0:QuickBooks:RefreshToken is missing" },
        { "Keys:k1=abc", "Keys:k1 is not a 256-bit key in base64" },
        { "Tenants:0:WooCommerce:StoreUrl=ftp://shop", "Tenants:0:WooCommerce:StoreUrl is 'ftp://shop'" },
        { "Tenants:0:WooCommerce:StoreUrl=http://shop.example", "credentials go over https only" },
        { "Tenants:0:QuickBooks:RealmId=twelve", "Tenants:0:QuickBooks:RealmId is 'twelve'" },
        { "QuickBooks:ApiUrl=nonsense", "QuickBooks:ApiUrl is 'nonsense'" },
        { "Keys:File=/nowhere/keys.json", "Keys:File is '/nowhere/keys.json', which is not there" },
        { "PublicAddress=nonsense", "PublicAddress is 'nonsense'" },
        { "Storage=Colour=red", "Storage is not a SQLite connection string" },
        { "Storage=Data Source=books.db;Host=db.example", "Storage is not a SQLite connection string" },
        { "Storage=Host=db.example;Password=s3cret;Colour=red", "Storage: The PostgreSQL connection string cannot be read" },
        { "Storage=postgres://clerk:s3cret#@db.example", "Storage: The PostgreSQL address cannot be read" },
    };

    [Theory]
    [MemberData(nameof(WrongConfigurations))]
    public async Task A_wrong_key_is_one_sentence_and_nothing_is_written(string change, string sentence)
    {
        using TemporaryFolder folder = new();
        JsonObject configuration = Sound(folder.Path);
        Change(configuration, change);
        string file = HostConfiguration.Write(folder.Path, configuration);

        HostResult result = await RunAsync(folder.Path, "--once", "--config", file);

        result.ExitCode.Should().Be(2);
        result.Errors.Trim().Should().Contain(sentence).And.NotContain("\n").And.NotContain("s3cret");
        result.Output.Should().BeEmpty();
        Directory.GetFileSystemEntries(folder.Path).Should().Equal(file);
    }

    [Fact]
    public async Task Bad_credentials_of_one_tenant_do_not_hold_up_the_other()
    {
        using TemporaryFolder folder = new();
        await using WooCommerceSimulator good = await WooCommerceSimulator.StartAsync(null, Cancellation);
        await using WooCommerceSimulator bad = await WooCommerceSimulator.StartAsync(null, Cancellation);
        await using QuickBooksSimulator books = await QuickBooksSimulator.StartAsync(null, Cancellation);
        SimulatedCompany company = books.AddCompany(new CompanyOptions { TaxEngine = TaxEngine.Automated });
        SimulatedCompany other = books.AddCompany(new CompanyOptions { TaxEngine = TaxEngine.Automated });
        good.Store.Seed(20);
        bad.Store.Seed(20);
        JsonObject configuration = HostConfiguration.For(folder.Path, books, ("bad", bad, other), ("good", good, company));
        configuration["Tenants"]![0]!["WooCommerce"]!["ConsumerSecret"] = "cs_thisIsNotTheSecret";
        string file = HostConfiguration.Write(folder.Path, configuration);

        HostResult result = await RunAsync(folder.Path, "--once", "--config", file);

        result.ExitCode.Should().Be(1);
        result.Errors.Should().NotContain("cs_thisIsNotTheSecret");
        result.Errors.Split('\n').Count(line => line.Contains("needs attention", StringComparison.Ordinal)).Should().Be(1);
        result.Output.Should().Contain("bad/woocommerce/main");
        BooksCheck.Every_order_is_in_the_books_once(good, company);
        other.Count("SalesReceipt").Should().Be(0);
    }

    private static async Task<HostResult> RunAsync(string folder, params string[] arguments)
    {
        using HostProcess host = HostProcess.Start(folder, arguments);
        return await host.WaitAsync(Cancellation);
    }

    private static JsonObject Sound(string folder) => new()
    {
        ["Storage"] = $"Data Source={Path.Combine(folder, "books.db")}",
        ["Keys"] = new JsonObject { ["Active"] = "k1", ["k1"] = Convert.ToBase64String(new byte[32]) },
        ["QuickBooks"] = new JsonObject { ["ClientId"] = "id", ["ClientSecret"] = "secret" },
        ["Tenants"] = new JsonArray(new JsonObject
        {
            ["Id"] = "acme",
            ["WooCommerce"] = new JsonObject { ["StoreUrl"] = "https://shop.example", ["ConsumerKey"] = "ck_1", ["ConsumerSecret"] = "cs_1" },
            ["QuickBooks"] = new JsonObject { ["RealmId"] = "123", ["RefreshToken"] = "AB11" },
        }),
    };

    private static void Change(JsonObject configuration, string change)
    {
        string[] parts = change.Split('=', 2);
        string[] path = parts[0].Split(':');
        JsonNode at = configuration;
        foreach (string step in path[..^1])
        {
            at = int.TryParse(step, out int index) ? at[index]! : at[step]!;
        }

        if (parts.Length == 1)
        {
            at.AsObject().Remove(path[^1]);
        }
        else
        {
            at[path[^1]] = parts[1];
        }
    }
}

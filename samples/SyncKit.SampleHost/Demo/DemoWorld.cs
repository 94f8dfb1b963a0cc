using System.Security.Cryptography;
using SyncKit.SampleHost.Access;
using SyncKit.SampleHost.Configuration;
using SyncKit.Testing.QuickBooks;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.SampleHost.Demo;

/// <summary>A simulated shop and a simulated QuickBooks company on loopback ports, kept in the data folder between runs.</summary>
internal sealed class DemoWorld : IAsyncDisposable
{
    public const string Tenant = "demo";
    public const string CompanyName = "Demo Company";

    private readonly string folder;

    private DemoWorld(string folder, WooCommerceSimulator shop, QuickBooksSimulator books, SimulatedCompany company, bool isNew)
    {
        this.folder = folder;
        Shop = shop;
        Books = books;
        Company = company;
        IsNew = isNew;
    }

    public WooCommerceSimulator Shop { get; }

    public QuickBooksSimulator Books { get; }

    public SimulatedCompany Company { get; }

    /// <summary>Opens the management API for as long as this run lasts.</summary>
    public AccessToken Token { get; } = new("demo", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20)), ["*"]);

    /// <summary>Whether the shop was filled in this run.</summary>
    public bool IsNew { get; }

    public static async Task<DemoWorld> StartAsync(string folder, int orders, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        bool isNew = !File.Exists(ShopFile(folder)) || !File.Exists(BooksFile(folder)) || File.Exists(OpenFile(folder));
        if (isNew)
        {
            // What an abrupt end left behind does not fit together any more; a demo begins anew.
            foreach (string file in Directory.EnumerateFiles(folder, "demo*").Concat(Directory.EnumerateFiles(folder, "synckit.db*")))
            {
                File.Delete(file);
            }
        }

        await File.WriteAllTextAsync(OpenFile(folder), string.Empty, cancellationToken);
        WooCommerceSimulator shop = await WooCommerceSimulator.StartAsync(
            new WooCommerceSimulatorOptions { LoadFrom = isNew ? null : ShopFile(folder) },
            cancellationToken);
        QuickBooksSimulator books = await QuickBooksSimulator.StartAsync(
            new QuickBooksSimulatorOptions { LoadFrom = isNew ? null : BooksFile(folder) },
            cancellationToken);
        if (isNew)
        {
            shop.Store.Seed(orders);
        }

        SimulatedCompany company = isNew
            ? books.AddCompany(new CompanyOptions { Name = CompanyName, TaxEngine = TaxEngine.Automated })
            : books.Companies[0];
        return new DemoWorld(folder, shop, books, company, isNew);
    }

    public HostSettings Settings() => Settings(folder) with
    {
        QuickBooks = new QuickBooksApp(Books.ClientId, Books.ClientSecret, Books.ApiUrl, Books.TokenUrl) { AuthorizeUrl = Books.AuthorizeUrl, RevokeUrl = Books.RevokeUrl },
        Tokens = [Token],
    };

    /// <summary>What the demo stores and with which keys, without the simulators.</summary>
    public static HostSettings Settings(string folder) => new()
    {
        Storage = $"Data Source={Path.Combine(folder, "synckit.db")}",
        KeyFile = DemoKeys.Ensure(folder),
        QuickBooks = new QuickBooksApp("none", "none", null, null),
        AllowPrivateAddresses = true,
        PollInterval = TimeSpan.FromSeconds(5),
        Tenants = [],
    };

    /// <summary>Keeps both systems for the next run.</summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        await Shop.SaveAsync(ShopFile(folder), cancellationToken);
        await Books.SaveAsync(BooksFile(folder), cancellationToken);
        File.Delete(OpenFile(folder));
    }

    public async ValueTask DisposeAsync()
    {
        await Shop.DisposeAsync();
        await Books.DisposeAsync();
    }

    private static string ShopFile(string folder) => Path.Combine(folder, "demo-shop.json");

    private static string BooksFile(string folder) => Path.Combine(folder, "demo-books.json");

    private static string OpenFile(string folder) => Path.Combine(folder, "demo-open");
}

using System.Security.Cryptography;
using SyncKit.SampleHost.Configuration;
using SyncKit.Testing.QuickBooks;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.SampleHost.Demo;

/// <summary>A simulated shop and a simulated QuickBooks company on loopback ports, kept in the data folder between runs.</summary>
internal sealed class DemoWorld : IAsyncDisposable
{
    public const string Tenant = "demo";
    private const string KeyId = "demo";

    private readonly string folder;
    private readonly string key;

    private DemoWorld(string folder, string key, WooCommerceSimulator shop, QuickBooksSimulator books, SimulatedCompany company, bool isNew)
    {
        this.folder = folder;
        this.key = key;
        Shop = shop;
        Books = books;
        Company = company;
        IsNew = isNew;
    }

    public WooCommerceSimulator Shop { get; }

    public QuickBooksSimulator Books { get; }

    public SimulatedCompany Company { get; }

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
            ? books.AddCompany(new CompanyOptions { Name = "Demo Company", TaxEngine = TaxEngine.Automated })
            : books.Companies[0];
        return new DemoWorld(folder, await KeyAsync(folder, cancellationToken), shop, books, company, isNew);
    }

    public HostSettings Settings() => new()
    {
        Storage = $"Data Source={Path.Combine(folder, "synckit.db")}",
        ActiveKey = KeyId,
        Keys = new Dictionary<string, string> { [KeyId] = key },
        QuickBooks = new QuickBooksApp(Books.ClientId, Books.ClientSecret, Books.ApiUrl, Books.TokenUrl),
        PollInterval = TimeSpan.FromSeconds(5),
        Tenants =
        [
            new TenantSettings
            {
                Id = Tenant,
                StoreUrl = Shop.StoreUrl,
                ConsumerKey = Shop.ConsumerKey,
                ConsumerSecret = Shop.ConsumerSecret,
                WebhookSecret = Shop.WebhookSecret,
                RealmId = Company.RealmId,
                RefreshToken = Company.RefreshToken,
                QuickBooksJson = $$"""{"realmId":"{{Company.RealmId}}","storeName":"Demo shop"}""",
            },
        ],
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

    private static async Task<string> KeyAsync(string folder, CancellationToken cancellationToken)
    {
        string file = Path.Combine(folder, "demo-key");
        if (!File.Exists(file))
        {
            await File.WriteAllTextAsync(file, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), cancellationToken);
        }

        return await File.ReadAllTextAsync(file, cancellationToken);
    }
}

using System.Security.Cryptography;
using SyncKit.SampleHost.Access;
using SyncKit.SampleHost.Configuration;
using SyncKit.Testing.QuickBooks;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.SampleHost.Demo;

/// <summary>A simulated shop, a simulated QuickBooks company and a simulated Supabase project on loopback ports, kept in the data folder between runs.</summary>
internal sealed class DemoWorld : IAsyncDisposable
{
    public const string Tenant = "demo";
    public const string CompanyName = "Demo Company";

    private readonly string folder;

    private DemoWorld(string folder, WooCommerceSimulator shop, QuickBooksSimulator books, SimulatedCompany company, DemoProject project, bool isNew)
    {
        this.folder = folder;
        Shop = shop;
        Books = books;
        Company = company;
        Project = project;
        IsNew = isNew;
    }

    public WooCommerceSimulator Shop { get; }

    public QuickBooksSimulator Books { get; }

    public SimulatedCompany Company { get; }

    public DemoProject Project { get; }

    /// <summary>Opens the management API for as long as this run lasts.</summary>
    public AccessToken Token { get; } = new("demo", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20)), ["*"]);

    /// <summary>Whether the shop was filled in this run.</summary>
    public bool IsNew { get; }

    public static async Task<DemoWorld> StartAsync(string folder, int orders, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        bool isNew = !File.Exists(ShopFile(folder)) || !File.Exists(BooksFile(folder)) || !File.Exists(ProjectFile(folder)) || File.Exists(OpenFile(folder));
        if (isNew)
        {
            // What an abrupt end left behind does not fit together any more; a demo begins anew.
            foreach (string file in Directory.EnumerateFiles(folder, "demo*").Concat(Directory.EnumerateFiles(folder, "synckit.db*")))
            {
                File.Delete(file);
            }
        }

        await File.WriteAllTextAsync(OpenFile(folder), string.Empty, cancellationToken);
        WooCommerceSimulator shop = await StartShopAsync(folder, isNew, cancellationToken);
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
        DemoProject project = await DemoProject.StartAsync(isNew ? null : ProjectFile(folder), cancellationToken);
        return new DemoWorld(folder, shop, books, company, project, isNew);
    }

    public HostSettings Settings() => Settings(folder) with
    {
        QuickBooks = new QuickBooksApp(Books.ClientId, Books.ClientSecret, Books.ApiUrl, Books.TokenUrl) { AuthorizeUrl = Books.AuthorizeUrl, RevokeUrl = Books.RevokeUrl },
        Tokens = [Token],
    };

    /// <summary>A shop stays at its address, which its orders name, unless somebody else took the port meanwhile.</summary>
    private static async Task<WooCommerceSimulator> StartShopAsync(string folder, bool isNew, CancellationToken cancellationToken)
    {
        WooCommerceSimulatorOptions options = new() { LoadFrom = isNew ? null : ShopFile(folder) };
        if (!isNew && File.Exists(AddressFile(folder)))
        {
            options.Port = new Uri(await File.ReadAllTextAsync(AddressFile(folder), cancellationToken)).Port;
        }

        try
        {
            return await WooCommerceSimulator.StartAsync(options, cancellationToken);
        }
        catch (IOException) when (options.Port != 0)
        {
            options.Port = 0;
            return await WooCommerceSimulator.StartAsync(options, cancellationToken);
        }
    }

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

    /// <summary>Keeps the systems for the next run.</summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        await Shop.SaveAsync(ShopFile(folder), cancellationToken);
        await File.WriteAllTextAsync(AddressFile(folder), Shop.StoreUrl.ToString(), cancellationToken);
        await Books.SaveAsync(BooksFile(folder), cancellationToken);
        await Project.SaveAsync(ProjectFile(folder), cancellationToken);
        File.Delete(OpenFile(folder));
    }

    public async ValueTask DisposeAsync()
    {
        await Shop.DisposeAsync();
        await Books.DisposeAsync();
        await Project.DisposeAsync();
    }

    private static string ShopFile(string folder) => Path.Combine(folder, "demo-shop.json");

    private static string AddressFile(string folder) => Path.Combine(folder, "demo-shop-address");

    private static string BooksFile(string folder) => Path.Combine(folder, "demo-books.json");

    private static string ProjectFile(string folder) => Path.Combine(folder, "demo-project.json");

    private static string OpenFile(string folder) => Path.Combine(folder, "demo-open");
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SyncKit;
using SyncKit.Commerce;
using SyncKit.Connections;
using SyncKit.Credentials;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddSyncKit()
    .WithCredentialKeys(keys => { keys.Active = "k1"; keys.Keys["k1"] = builder.Configuration["Keys:k1"]!; })
    .UseSqlite("Data Source=synckit.db")
    .AddWooCommerce()
    .AddQuickBooks(app => { app.ClientId = builder.Configuration["QuickBooks:ClientId"]!; app.ClientSecret = builder.Configuration["QuickBooks:ClientSecret"]!; })
    .AddFlow<Order>("orders-to-books", flow => flow.From("woocommerce").To("quickbooks"));

using var host = builder.Build();
var setup = host.Services.GetRequiredService<ConnectionSetup>();
var shop = new ConnectionId(new TenantId("acme"), "woocommerce", "us-store");
var books = new ConnectionId(new TenantId("acme"), "quickbooks", "main");
await setup.ConnectAsync(shop, """{ "storeUrl": "https://shop.example" }""", CredentialSet.Of(("consumer_key", "ck_..."), ("consumer_secret", "cs_...")));
await setup.ConnectAsync(books, """{ "realmId": "9341455" }""", CredentialSet.Of(("refresh_token", "AB11...")));
await setup.SwitchOnAsync("orders-to-books", shop, books);
await host.RunAsync();

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SyncKit.Connections;
using SyncKit.Faults;

namespace SyncKit.Notifications.Tests;

/// <summary>A host with the sinks that a test adds.</summary>
internal sealed class SendingHost : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public SendingHost(Action<SyncKitBuilder> add)
    {
        ServiceCollection collection = new();
        collection.AddSingleton<TimeProvider>(Time);
        collection.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        add(collection.AddSyncKit(options => options.RunInBackground = false).UseInMemory().WithCredentialKeys(keys =>
        {
            keys.Active = "k1";
            keys.Keys["k1"] = Convert.ToBase64String(new byte[32]);
        }));
        services = collection.BuildServiceProvider();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public LogLines Log { get; } = new();

    public IReadOnlyList<INotificationSink> Sinks => [.. services.GetServices<INotificationSink>().Where(sink => sink.Name != "log")];

    public Notifier Notifier => services.GetRequiredService<Notifier>();

    public NotificationSender Sender => services.GetRequiredService<NotificationSender>();

    public INotificationSink Sink => Sinks.Single();

    public static NotificationMessage Message(string tenant = "acme", params NotificationGroup[] groups) => new()
    {
        Id = "0195f3a1b2c34d5e8f90a1b2c3d4e5f6",
        Tenant = new TenantId(tenant),
        At = new DateTimeOffset(2026, 3, 1, 11, 59, 30, TimeSpan.Zero),
        Groups = groups.Length == 0 ? [Group()] : groups,
    };

    public static NotificationGroup Group(string subject = "acme/quickbooks/books", string message = "QuickBooks refused the key.") => new()
    {
        Kind = NotificationKind.NeedsReconnect,
        Subject = subject,
        Code = "quickbooks.reconnect",
        Message = message,
        Remedy = "Connect it again.",
        Count = 1,
        FirstAt = new DateTimeOffset(2026, 3, 1, 11, 59, 0, TimeSpan.Zero),
        LastAt = new DateTimeOffset(2026, 3, 1, 11, 59, 0, TimeSpan.Zero),
    };

    public Task SendAsync(NotificationMessage? message = null) => Sink.SendAsync(message ?? Message(), TestContext.Current.CancellationToken);

    /// <summary>Sends, which must fail, and looks that neither the failure nor the log holds a secret.</summary>
    public async Task<Failure> FailAsync(params string[] secrets)
    {
        ConnectorException refused = (await FluentActions.Awaiting(() => SendAsync()).Should().ThrowAsync<ConnectorException>()).Which;
        Secretless([refused.ToString(), $"{refused.Failure}", .. Log.Lines], secrets);
        return refused.Failure;
    }

    public static void Secretless(IEnumerable<string> texts, params string[] secrets) =>
        texts.Should().NotContain(text => secrets.Any(secret => text.Contains(secret, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Starts as a host does, which validates the options.</summary>
    public async Task StartAsync()
    {
        services.GetService<Microsoft.Extensions.Options.IStartupValidator>()?.Validate();
        foreach (IHostedService service in services.GetServices<IHostedService>())
        {
            await service.StartAsync(TestContext.Current.CancellationToken);
        }
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}

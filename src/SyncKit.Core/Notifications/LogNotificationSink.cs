using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SyncKit.Connections;

namespace SyncKit.Notifications;

/// <summary>Tells the host's log.</summary>
internal sealed partial class LogNotificationSink(IOptions<NotificationOptions> options, ILogger<LogNotificationSink> logger) : INotificationSink
{
    public string Name => "log";

    public bool Takes(TenantId tenant, NotificationKind kind) => options.Value.WriteToLog;

    public Task SendAsync(NotificationMessage message, CancellationToken cancellationToken)
    {
        LogMessage(message.Id, message.Title, message.Text);
        return Task.CompletedTask;
    }

    [LoggerMessage(731, LogLevel.Warning, "Message {Message}: {Title}\n{Text}")]
    private partial void LogMessage(string message, string title, string text);
}

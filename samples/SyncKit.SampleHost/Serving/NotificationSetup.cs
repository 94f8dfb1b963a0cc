using SyncKit.SampleHost.Configuration;

namespace SyncKit.SampleHost.Serving;

/// <summary>Adds the receivers that the configuration names; the log is told in any case.</summary>
internal static class NotificationSetup
{
    public static void AddTargets(this SyncKitBuilder sync, NotificationTargets targets)
    {
        if (targets.SlackUrl is { } chat)
        {
            sync.AddSlackNotifications(options => options.Url = chat);
        }

        if (targets.HttpUrl is { } receiver)
        {
            sync.AddHttpNotifications(options =>
            {
                options.Url = receiver;
                options.Secret = targets.HttpSecret;
            });
        }

        if (targets.Mail is { } mail)
        {
            sync.AddMailNotifications(options =>
            {
                options.Host = mail.Host;
                options.Port = mail.Port ?? options.Port;
                options.UserName = mail.UserName;
                options.Password = mail.Password;
                options.From = mail.From;
                foreach (string address in mail.To)
                {
                    options.To.Add(address);
                }
            });
        }
    }
}

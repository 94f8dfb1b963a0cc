using Microsoft.Extensions.Configuration;

namespace SyncKit.SampleHost.Configuration;

/// <summary>Reads who is told what needs a person. What is there but wrong is said by the options' own validation.</summary>
internal static class NotificationReader
{
    public static NotificationTargets Read(IConfigurationSection section)
    {
        IConfigurationSection mail = section.GetSection("Mail");
        return new NotificationTargets
        {
            SlackUrl = SettingsReader.Address(section.GetSection("Slack:Url")),
            HttpUrl = SettingsReader.Address(section.GetSection("Http:Url")),
            HttpSecret = section["Http:Secret"] ?? string.Empty,
            Mail = mail.Exists()
                ? new MailTarget(
                    SettingsReader.Required(mail.GetSection("Host")),
                    SettingsReader.Count(mail.GetSection("Port")),
                    mail["UserName"],
                    mail["Password"],
                    SettingsReader.Required(mail.GetSection("From")),
                    [.. mail.GetSection("To").GetChildren().Select(SettingsReader.Required)])
                : null,
        };
    }
}

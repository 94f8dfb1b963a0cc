using System.Net;
using Microsoft.Extensions.Options;

namespace SyncKit.Notifications.Mail;

/// <summary>Says in sentences what mail lacks. It repeats neither the password nor addresses.</summary>
internal sealed class MailNotificationOptionsValidator : IValidateOptions<MailNotificationOptions>
{
    public ValidateOptionsResult Validate(string? name, MailNotificationOptions options)
    {
        List<string> problems = [];
        if (Uri.CheckHostName(options.Host) == UriHostNameType.Unknown)
        {
            problems.Add($"MailNotificationOptions.Host of '{name}' is missing or not the name of a server.");
        }

        if (options.Port is < 1 or > IPEndPoint.MaxPort)
        {
            problems.Add($"MailNotificationOptions.Port of '{name}' is not a port: set 587, or 465 with MailSecurity.Tls.");
        }

        if (!Enum.IsDefined(options.Security))
        {
            problems.Add($"MailNotificationOptions.Security of '{name}' is not one of StartTls, Tls and None.");
        }

        if (!MailAddresses.TryRead(options.From, out _))
        {
            problems.Add($"MailNotificationOptions.From of '{name}' is missing or not one mail address.");
        }

        CheckLogin(name, options, problems);
        CheckRecipients(name, options, problems);
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static void CheckLogin(string? name, MailNotificationOptions options, List<string> problems)
    {
        if (string.IsNullOrEmpty(options.UserName) != string.IsNullOrEmpty(options.Password))
        {
            problems.Add($"MailNotificationOptions of '{name}' has one of UserName and Password: set both or neither.");
        }
        else if (options.Security == MailSecurity.None && !string.IsNullOrEmpty(options.Password) && !IsThisMachine(options.Host))
        {
            problems.Add($"MailNotificationOptions of '{name}' would send the password in the clear: set Security to StartTls or Tls.");
        }
    }

    private static void CheckRecipients(string? name, MailNotificationOptions options, List<string> problems)
    {
        if (options.Route is not null)
        {
            if (options.To.Count > 0)
            {
                problems.Add($"MailNotificationOptions '{name}' has To and Route: set one of them.");
            }
        }
        else if (options.To.Count == 0 || options.To.Any(to => !MailAddresses.TryRead(to, out _)))
        {
            problems.Add($"MailNotificationOptions.To of '{name}' is empty or holds what is not one mail address.");
        }
    }

    private static bool IsThisMachine(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address));
}

using System.Security.Cryptography;

namespace SyncKit.AspNetCore.Tests.Canary;

/// <summary>The secrets that whoever runs the host sets, each known to the finder.</summary>
internal sealed class Secrets
{
    private readonly Finder finder;

    public Secrets(Finder finder)
    {
        this.finder = finder;
        UserToken = Make("API bearer token of a user");
        OperatorToken = Make("API bearer token of the operator");
        FirstKey = MakeKey("encryption key k1");
        SecondKey = MakeKey("encryption key k2");
        VerifierToken = Make("verifier token");
        PreviousVerifierToken = Make("previous verifier token");
        NotificationSecret = MakeKey("notification signing secret");
        PreviousNotificationSecret = MakeKey("previous notification signing secret");
        SlackPath = $"services/T0000/B0000/{Make("Slack URL path")}";
        MailPassword = Make("SMTP password", " pä\"ss+/&");
        SupabaseKey = Make("Supabase key", prefix: "sb_secret_");
        SupabaseWebhookSecret = Make("Supabase webhook secret");
        ShopWebhookSecret = Make("webhook secret", "+/=&<>\"'");
    }

    public string UserToken { get; }

    public string OperatorToken { get; }

    public string FirstKey { get; }

    public string SecondKey { get; }

    public string VerifierToken { get; }

    public string PreviousVerifierToken { get; }

    public string NotificationSecret { get; }

    public string PreviousNotificationSecret { get; }

    public string SlackPath { get; }

    public string MailPassword { get; }

    public string SupabaseKey { get; }

    public string SupabaseWebhookSecret { get; }

    public string ShopWebhookSecret { get; }

    public string Make(string name, string suffix = "", string prefix = "canary")
    {
        string value = $"{prefix}{RandomNumberGenerator.GetHexString(32, lowercase: true)}{suffix}";
        finder.Add(name, value);
        return value;
    }

    public void Know(string name, byte[] value) => finder.Add(name, value);

    /// <summary>A key in base64; its bytes are a marker as well.</summary>
    public string MakeKey(string name, int length = 32)
    {
        byte[] bytes = RandomNumberGenerator.GetBytes(length);
        finder.Add($"{name} (bytes)", bytes);
        string text = Convert.ToBase64String(bytes);
        finder.Add(name, text);
        return text;
    }
}

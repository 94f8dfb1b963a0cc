using System.Text.Json.Serialization;

namespace SyncKit.QuickBooks;

/// <summary>Which customer of the company an order is posted to.</summary>
public enum CustomerChoice
{
    /// <summary>One per e-mail address and currency; orders without one go by name.</summary>
    [JsonStringEnumMemberName("PerEmail")]
    PerEmail,

    /// <summary>As PerEmail for buyers with an account in the shop; all others go to the guest customer.</summary>
    [JsonStringEnumMemberName("GuestsTogether")]
    GuestsTogether,

    /// <summary>All orders go to the guest customer.</summary>
    [JsonStringEnumMemberName("One")]
    One,
}

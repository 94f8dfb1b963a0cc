using System.Text.Json.Serialization;

namespace SyncKit.QuickBooks;

/// <summary>What happens to the fee that a payment provider keeps.</summary>
public enum GatewayFee
{
    /// <summary>Nothing.</summary>
    [JsonStringEnumMemberName("Ignore")]
    Ignore,

    /// <summary>An expense is booked from the account that the payment goes to.</summary>
    [JsonStringEnumMemberName("Expense")]
    Expense,

    /// <summary>The payment is deposited at once, less the fee. QuickBooks then lets nobody change the sale any more.</summary>
    [JsonStringEnumMemberName("Deposit")]
    Deposit,
}

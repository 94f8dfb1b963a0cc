namespace SyncKit.Adopting;

/// <summary>How a document in the books was recognised.</summary>
public enum AdoptionMatch
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>By what the connector wrote into it.</summary>
    Marker,

    /// <summary>By its number; certain when total and currency agree as well.</summary>
    Number,

    /// <summary>By total, currency, date and the customer's name or e-mail address.</summary>
    Customer,
}

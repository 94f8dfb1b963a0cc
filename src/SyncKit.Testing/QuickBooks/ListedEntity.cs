namespace SyncKit.Testing.QuickBooks;

/// <summary>A list entity, such as a customer or an item, as it stands in a <see cref="SimulatedCompany"/>.</summary>
/// <param name="Id">The id in the company.</param>
/// <param name="Name">The display name of a customer, vendor or employee, the name of anything else; marked "(deleted)" when inactive.</param>
/// <param name="Active">Whether it is active.</param>
/// <param name="Json">The whole entity as the API returns it.</param>
public sealed record ListedEntity(string Id, string Name, bool Active, string Json);

namespace SyncKit.AspNetCore.Api.Documenting;

/// <summary>What a body has.</summary>
internal sealed record BodyFacts(Type Type);

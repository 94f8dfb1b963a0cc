using SyncKit.Faults;

namespace SyncKit.Supabase.Api;

/// <summary>Why a write was refused, and what the refusal speaks of.</summary>
/// <param name="Failure">What it means for the work.</param>
/// <param name="Reach">What it speaks of.</param>
internal readonly record struct ProjectFault(Failure Failure, FaultReach Reach);

using System.Text.Json;

namespace SqueezeFlow.Core.Views;

/// <summary>Something that happened, as pushed to screens and consoles.</summary>
/// <param name="Id">Sequence number, rising by one.</param>
/// <param name="Kind"><c>bar</c>, <c>sym</c>, <c>signal</c>, <c>order</c>, <c>feed</c>, <c>gap</c> or <c>status</c>.</param>
/// <param name="Symbol">Base coin it is about; null when it is about none.</param>
/// <param name="Data">The matching view as JSON.</param>
public sealed record EventView(long Id, string Kind, string? Symbol, JsonElement Data);

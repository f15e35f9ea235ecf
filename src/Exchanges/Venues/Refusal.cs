namespace SqueezeFlow.Exchanges.Venues;

/// <summary>What a venue says when it does not take a subscription.</summary>
/// <param name="Words">Its words, shown to the operator.</param>
/// <param name="Code">Its code, where it has one.</param>
public readonly record struct Refusal(string Words, string? Code = null);

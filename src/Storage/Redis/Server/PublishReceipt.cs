namespace SqueezeFlow.Storage.Redis.Server;

/// <summary>What became of a signal that was handed to Redis.</summary>
/// <param name="IsNew">False when it had been published before: an earlier answer was lost.</param>
/// <param name="Refused">What the server said of parts that it did not take, the others stand; null when it took all.</param>
internal readonly record struct PublishReceipt(bool IsNew, string? Refused = null);

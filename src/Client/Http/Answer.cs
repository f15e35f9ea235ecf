namespace SqueezeFlow.Client.Http;

/// <summary>What the service answered.</summary>
/// <typeparam name="T">The view in the body.</typeparam>
/// <param name="Value">The body, read.</param>
/// <param name="Body">The body as it came.</param>
internal sealed record Answer<T>(T Value, string Body);

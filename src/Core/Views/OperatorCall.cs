namespace SqueezeFlow.Core.Views;

/// <summary>A call that was to change something, and how it was answered.</summary>
/// <param name="At">Wall time of the answer.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">What was called, below <c>/api/v1</c>, with its parameters.</param>
/// <param name="Status">HTTP status of the answer: 200 to 299 for what was done.</param>
/// <param name="From">Address that it came from.</param>
/// <param name="Page">Whether a page of a browser has sent it.</param>
public sealed record OperatorCall(DateTimeOffset At, string Method, string Path, int Status, string From, bool Page);

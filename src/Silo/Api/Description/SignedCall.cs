namespace SqueezeFlow.Silo.Api.Description;

/// <summary>Says of a path that its calls are signed, and need neither key nor header.</summary>
internal sealed record SignedCall;

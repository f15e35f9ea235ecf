namespace SqueezeFlow.Core.Views.Shadowing;

/// <summary>A shadow's parameters, written down to become the live ones.</summary>
/// <param name="Name">What the shadow is called.</param>
/// <param name="ParametersHash">Hash of the parameters: signals carry it once they decide.</param>
/// <param name="File">The file that was written, on the machine of the service.</param>
/// <param name="Setting">The setting that makes them the live ones.</param>
/// <param name="Next">What is to be done.</param>
public sealed record PromotedView(string Name, string ParametersHash, string File, string Setting, string Next);

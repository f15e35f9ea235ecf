
namespace SqueezeFlow.Client.Commands.Offline.Options;

/// <summary>Which limits on entries a back-test holds.</summary>
internal enum LimitsChoice
{
    /// <summary>Those of the service.</summary>
    Live,

    /// <summary>None, as in recorded results.</summary>
    None,
}

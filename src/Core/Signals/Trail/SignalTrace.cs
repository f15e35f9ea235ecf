using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace SqueezeFlow.Core.Signals.Trail;

/// <summary>
/// The trace of a signal: its number follows from the signal's id, so that every step of it, in whatever process and after whatever restart, is in one
/// trace without anybody handing it on.
/// </summary>
public static class SignalTrace
{
    /// <summary>What a step of the signal belongs to.</summary>
    /// <param name="signalId">Id of the signal.</param>
    public static ActivityContext Of(string signalId)
    {
        ArgumentNullException.ThrowIfNull(signalId);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(signalId), hash);
        return new(ActivityTraceId.CreateFromBytes(hash[..16]), default, ActivityTraceFlags.Recorded);
    }
}

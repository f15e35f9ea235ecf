using SqueezeFlow.Core.Signals.External;

namespace SqueezeFlow.Interfaces.Signals;

/// <summary>One signal from outside: whatever is sent under its id, and however often, becomes one signal at most. Key: <see cref="ExternalSignal.Key"/>.</summary>
public interface IExternalSignalGrain : IGrainWithStringKey
{
    /// <summary>
    /// Gives the signal, and answers once it is kept where nothing can lose it. The same again answers the same signal; something else is refused. What
    /// is refused is not remembered: it may be sent again under the same id.
    /// </summary>
    Task<ExternalAnswer> GiveAsync(ExternalSignal sent);
}

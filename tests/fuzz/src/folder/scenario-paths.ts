/** Where the layout, the owner's key and the links lie in every folder. */
export const LAYOUT = 'root.layout';
export const OWNER_KEY = 'owner.pub';
export const LINKS = 'links';
